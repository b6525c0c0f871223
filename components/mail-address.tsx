type Props = { address: string };

/** A mail address, that breaks before its @ where it is too long for its place. */
export function MailAddress({ address }: Props) {
  const [name, ...domain] = address.split("@");
  return (
    <span className="wrap-anywhere">
      {name}
      {domain.length > 0 && (
        <>
          <wbr />@{domain.join("@")}
        </>
      )}
    </span>
  );
}
