import { describe, expect, test } from "vitest";
import { addBusinessDays, isBusinessDay } from "#core/calendar.ts";
import { addDays, japanDay, japanTime, readJapanTime, startOfJapanDay } from "#core/clock.ts";
import { readDay } from "#core/day.ts";

describe("a bank's business day", () => {
  test.each([
    ["2026-11-20", true, "a Friday"],
    ["2026-11-21", false, "a Saturday"],
    ["2026-11-22", false, "a Sunday"],
    ["2026-11-23", false, "Labour Thanksgiving Day"],
    ["2026-11-24", true, "the Tuesday after it"],
    ["2026-12-30", true, "the last of the year"],
    ["2026-12-31", false, "New Year's Eve"],
    ["2027-01-01", false, "New Year"],
    ["2027-01-02", false, "2 January"],
    ["2027-01-03", false, "3 January"],
    ["2027-01-04", true, "the first of the year"],
    ["2024-12-31", false, "New Year's Eve, a Tuesday"],
    ["2025-01-02", false, "2 January, a Thursday"],
    ["2025-01-03", false, "3 January, a Friday"],
    ["2025-05-06", false, "substitute for Greenery Day, a Sunday"],
    ["2025-02-24", false, "substitute for the Emperor's Birthday"],
    ["2024-02-12", false, "substitute for National Foundation Day"],
    ["2026-05-06", false, "substitute for Constitution Day, three days on"],
    ["2026-09-22", false, "between two holidays, hence one itself"],
    ["2021-07-23", false, "Sports Day, moved for the Olympics"],
    ["2021-10-11", true, "where it had been moved from"],
    ["2019-05-01", false, "the Emperor's enthronement"],
    ["2019-04-30", false, "between two holidays"],
    ["2018-12-24", false, "substitute for the former Emperor's birthday"],
    ["2019-12-23", true, "no holiday any more"],
  ])("%s: %s (%s)", (day, open) => {
    expect(isBusinessDay(day)).toBe(open);
  });

  test("ten of them over the end of the year", () => {
    // 24, 25, 28, 29, 30 December; 4, 5, 6, 7, 8 January.
    expect(addBusinessDays("2026-12-23", 10)).toBe("2027-01-08");
    expect(addBusinessDays("2026-11-20", 1)).toBe("2026-11-24");
    expect(addBusinessDays("2026-11-21", 1)).toBe("2026-11-24");
    expect(addBusinessDays("2026-11-24", 0)).toBe("2026-11-24");
  });
});

describe("a day in Japan", () => {
  test("begins at 15:00 UTC", () => {
    expect(japanDay(new Date("2026-11-24T14:59:59.999Z"))).toBe("2026-11-24");
    expect(japanDay(new Date("2026-11-24T15:00:00Z"))).toBe("2026-11-25");
    expect(startOfJapanDay("2026-11-25").toISOString()).toBe("2026-11-24T15:00:00.000Z");
    expect(japanTime(new Date("2026-11-24T15:00:00Z"))).toBe("00:00");
    expect(japanTime(new Date("2026-11-24T14:59:00Z"))).toBe("23:59");
  });

  test("is followed by the next over months, years and leap days", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2025-03-01", -1)).toBe("2025-02-28");
  });

  test.each([
    "2026-02-30T10:00",
    "2026-11-24T24:01",
    "2026-13-01T00:00",
    "2026-11-24 10:00",
    "2026-11-24T10:00Z",
    "",
  ])("no time: %s", (text) => {
    expect(readJapanTime(text)).toBeUndefined();
  });

  test.each([
    ["2026年11月22日", "2026-11-22"],
    ["２０２６／１１／２２", "2026-11-22"],
    ["20261122", "2026-11-22"],
    ["令和元年5月1日", "2019-05-01"],
    ["r8.11.22", "2026-11-22"],
    ["平成31年4月30日", "2019-04-30"],
    ["S64.1.7", "1989-01-07"],
    ["2024/2/29", "2024-02-29"],
    ["2025/2/29", undefined],
    ["2026/11/31", undefined],
    ["0001/01/01", undefined],
    ["0000-01-01", undefined],
    ["8.11.22", undefined],
    ["22/11/2026", undefined],
    ["constructor1.1.1", undefined],
    ["", undefined],
  ])("%s is read as %s", (text, day) => {
    expect(readDay(text)).toBe(day);
  });
});
