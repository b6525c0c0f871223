import postgres from "postgres";

/** The database of the desk under test, as the owner of its tables, for what a test sets up or counts by itself. */
export const sql = postgres(process.env.DESK_DATABASE_URL ?? "", {
  max: 4,
  idle_timeout: 5,
  onnotice: () => {},
});
