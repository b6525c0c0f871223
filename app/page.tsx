export default function Home() {
  return <main>Token Desk</main>;
}
