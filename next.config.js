/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  typedRoutes: true,
  // `npm run verify` runs the compiler by itself, once.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres", "@node-rs/argon2"],
};
