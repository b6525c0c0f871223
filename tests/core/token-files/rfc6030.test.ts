import { expect, test } from "vitest";
import { otpAt } from "#core/logins/otp.ts";
import { fatesOf, refusalOf, rowsOf, tokensOf } from "#tests/support/token-file.ts";

/** The values of the figures of RFC 6030; the elements around them are no more than these values need. */
const tenDigitsTwice = Buffer.from("12345678901234567890");
const secret = "<Secret><PlainValue>\n MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=\n</PlainValue></Secret>";
const counter = "<Counter><PlainValue>0</PlainValue></Counter>";
const token = {
  serial: "987654321",
  kind: "hotp",
  algorithm: "sha1",
  digits: 8,
  stepSeconds: 30,
  counter: 0,
  driftSteps: 0,
  seed: tenDigitsTwice,
  manufacturer: "Manufacturer",
  model: null,
  expiresOn: null,
};

function keyContainer(...children: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><KeyContainer Version="1.0" Id="exampleID1"
    xmlns="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
    xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">${children.join("")}</KeyContainer>`;
}

function device(serial: string, manufacturer = "Manufacturer"): string {
  return `<DeviceInfo><Manufacturer>${manufacturer}</Manufacturer><SerialNo>${serial}</SerialNo></DeviceInfo>
    <CryptoModuleInfo><Id>CM_ID_001</Id></CryptoModuleInfo>`;
}

function key(data: string, { id = "12345678", kind = "hotp", length = 8, more = "" } = {}): string {
  return `<Key Id="${id}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:${kind}"><Issuer>Issuer</Issuer>
    <AlgorithmParameters><ResponseFormat Length="${length}" Encoding="DECIMAL"/></AlgorithmParameters>
    <Data>${data}</Data>${more}</Key>`;
}

function keyPackage(...parts: string[]): string {
  return `<KeyPackage>${parts.join("")}</KeyPackage>`;
}

test("figure 2: a key without a device goes by its id; four bytes are no seed", async () => {
  const file = keyContainer(
    keyPackage(`<Key Id="12345678" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:hotp">
      <Issuer>Issuer-A</Issuer><Data><Secret><PlainValue>MTIzNA==</PlainValue></Secret></Data></Key>`),
  );
  expect(await rowsOf(file)).toEqual([
    { row: 1, serial: "12345678", problem: { code: "tokenFile.seedShort" } },
  ]);
  // With a seed of enough bytes it is a token of 6 digits.
  const [read] = await tokensOf(file.replace("MTIzNA==", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA="));
  expect(read).toEqual({ ...token, serial: "12345678", digits: 6, manufacturer: null });
});

test("figure 3: supplementary data; the code is that of RFC 4226", async () => {
  const user = "<UserId>UID=jsmith,DC=example-bank,DC=net</UserId>";
  const file = keyContainer(keyPackage(device("987654321"), key(secret + counter, { more: user })));
  const [read] = await tokensOf(file);
  expect(read).toEqual(token);
  expect(otpAt({ algorithm: "sha1", digits: 6 }, read?.seed ?? Buffer.alloc(0), 0)).toBe("755224");
});

test("figure 4: a key that is only referred to has no seed", async () => {
  const reference = "<KeyProfileId>keyProfile1</KeyProfileId><KeyReference>MasterKeyLabel</KeyReference>";
  const file = keyContainer(
    keyPackage(
      device("987654321"),
      key(counter, { more: "<Policy><KeyUsage>OTP</KeyUsage></Policy>" }).replace(
        "<Data>",
        `${reference}<Data>`,
      ),
    ),
  );
  expect(await fatesOf(file)).toEqual(["tokenFile.seed"]);
});

test("figure 5: a PIN that the token asks for itself is let be, but a PIN is no token", async () => {
  const policy = `<Policy><PINPolicy MinLength="4" MaxLength="4" PINKeyId="123456781" PINEncoding="DECIMAL"
    PINUsageMode="Local"/><KeyUsage>OTP</KeyUsage></Policy>`;
  const pin = "<Secret><PlainValue>MTIzNA==</PlainValue></Secret>";
  const file = keyContainer(
    keyPackage(device("987654321"), key(secret + counter, { more: policy })),
    keyPackage(device("987654321"), key(pin, { id: "123456781", kind: "pin", length: 4 })),
  );
  const [first, second] = await rowsOf(file);
  expect(first).toEqual({ row: 1, serial: "987654321", token });
  expect(second).toMatchObject({ row: 2, problem: { code: "tokenFile.algorithm" } });
});

const sharedKey = Buffer.from("12345678901234567890123456789012", "hex");
const aes128 = '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>';
const ciphertext = (value: string) =>
  `${aes128}<xenc:CipherData><xenc:CipherValue>\n  ${value}\n</xenc:CipherValue></xenc:CipherData>`;
const macMethod = (macKey: string) =>
  `<MACMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"><MACKey>${ciphertext(macKey)}</MACKey></MACMethod>`;
const encrypted = (value: string, mac: string) =>
  `<Secret><EncryptedValue Id="ED">${ciphertext(value)}</EncryptedValue><ValueMAC>${mac}\n</ValueMAC></Secret>`;

test("figure 6: AES-128-CBC with a shared key, HMAC-SHA1 with a key of its own", async () => {
  const value = "AAECAwQFBgcICQoLDA0OD+cIHItlB3Wra1DUpxVvOx2lef1VmNPCMl8jwZqIUqGv";
  const file = keyContainer(
    "<EncryptionKey><ds:KeyName>Pre-shared-key</ds:KeyName></EncryptionKey>",
    macMethod("ESIzRFVmd4iZABEiM0RVZgKn6WjLaTC1sbeBMSvIhRejN9vJa2BOlSaMrR7I5wSX"),
    keyPackage(device("987654321"), key(encrypted(value, "Su+NvtQfmvfJzF6bmQiJqoLRExc=") + counter)),
  );
  expect(await tokensOf(file, { key: sharedKey })).toEqual([token]);
  expect(await refusalOf(file)).toBe("tokenFile.keyNeeded");
  expect(await refusalOf(file, { key: Buffer.alloc(16, 1) })).toBe("tokenFile.mac");
});

test("figure 7: a key derived from the password by PBKDF2, under prefixes, its parameters under none", async () => {
  const file = `<p:KeyContainer Version="1.0" xmlns:p="urn:ietf:params:xml:ns:keyprov:pskc"
      xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"
      xmlns:pkcs5="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#">
    <p:EncryptionKey><xenc11:DerivedKey>
      <xenc11:KeyDerivationMethod Algorithm="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2">
        <pkcs5:PBKDF2-params><Salt><Specified>Ej7/PEpyEpw=</Specified></Salt>
          <IterationCount>1000</IterationCount><KeyLength>16</KeyLength><PRF/></pkcs5:PBKDF2-params>
      </xenc11:KeyDerivationMethod>
      <xenc:ReferenceList><xenc:DataReference URI="#ED"/></xenc:ReferenceList>
      <xenc11:MasterKeyName>My Password 1</xenc11:MasterKeyName>
    </xenc11:DerivedKey></p:EncryptionKey>
    ${prefixed(macMethod("2GTTnLwM3I4e5IO5FkufoOEiOhNj91fhKRQBtBJYluUDsPOLTfUvoU2dStyOwYZx"))}
    ${prefixed(
      keyPackage(
        device("987654321", "TokenVendorAcme"),
        key(
          encrypted(
            "oTvo+S22nsmS2Z/RtcoF8Hfh+jzMe0RkiafpoDpnoZTjPYZu6V+A4aEn032yCr4f",
            "LP6xMvjtypbfT9PdkJhBZ+D6O4w=",
          ),
        ),
      ),
    )}</p:KeyContainer>`;
  expect(await tokensOf(file, { password: "qwerty" })).toEqual([
    { ...token, manufacturer: "TokenVendorAcme" },
  ]);
  expect(await refusalOf(file)).toBe("tokenFile.passwordNeeded");
  expect(await refusalOf(file, { key: sharedKey })).toBe("tokenFile.passwordNeeded");
  expect(await refusalOf(file, { password: "Qwerty" })).toBe("tokenFile.mac");
});

function prefixed(xml: string): string {
  return xml.replaceAll(/<(\/?)(?!xenc:|\/)/g, "<$1p:");
}

test("figure 8: a file for a certificate is refused", async () => {
  const certificate =
    "<ds:X509Data><ds:X509Certificate>MIIB5zCCAVCgAwIBAgIESZp/vDANBgk=</ds:X509Certificate></ds:X509Data>";
  const file = keyContainer(
    `<EncryptionKey>${certificate}</EncryptionKey>`,
    keyPackage(device("987654321"), key(secret)),
  );
  expect(await refusalOf(file, { key: sharedKey })).toBe("tokenFile.encryption");
});

test("figure 9: what is signed is read; the signature after the packages is passed over", async () => {
  const signature = `<ds:Signature><ds:SignedInfo><ds:Reference URI="#Device"><ds:DigestValue>j6lwx3rvEPO0vKtMup4NbeVu8nk=
    </ds:DigestValue></ds:Reference></ds:SignedInfo></ds:Signature>`;
  const file = keyContainer(
    keyPackage(device("0755225266", "TokenVendorAcme"), key(secret + counter, { id: "123", length: 6 })),
    signature,
  );
  expect(await tokensOf(file)).toEqual([
    { ...token, serial: "0755225266", digits: 6, manufacturer: "TokenVendorAcme" },
  ]);
});

test("figure 10: packages in bulk, the last of which repeats a serial", async () => {
  const months = ["05-31", "05-31", "03-31", "04-30"];
  const packages = ["654321", "123456", "9999999", "9999999"].map((serial, nth) =>
    keyPackage(
      device(serial, "TokenVendorAcme"),
      key(secret + counter, {
        id: String(nth + 1),
        more: `<Policy><StartDate>2006-01-01T00:00:00Z</StartDate><ExpiryDate>2006-${months[nth]}T00:00:00Z</ExpiryDate></Policy>`,
      }),
    ),
  );
  const rows = await rowsOf(keyContainer(...packages));
  const acme = { ...token, manufacturer: "TokenVendorAcme" };
  expect(rows).toEqual([
    { row: 1, serial: "654321", token: { ...acme, serial: "654321", expiresOn: "2006-05-31" } },
    { row: 2, serial: "123456", token: { ...acme, serial: "123456", expiresOn: "2006-05-31" } },
    { row: 3, serial: "9999999", token: { ...acme, serial: "9999999", expiresOn: "2006-03-31" } },
    { row: 4, serial: "9999999", problem: { code: "tokenFile.duplicate", values: { row: "3" } } },
  ]);
});
