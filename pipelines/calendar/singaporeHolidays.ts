/**
 * Public holidays of Singapore as gazetted under the Holidays Act (Ministry of Manpower; also on data.gov.sg), with
 * later changes: Hari Raya Haji 2022 and Vesak Day 2023 were moved, polling days were declared holidays.
 *
 * Days in lieu of Sundays are not listed, they follow from the rule in holidays.ts. Years that are not here were not
 * gazetted when this was written; a contract adds them as a file.
 */
export const singaporeHolidays: Readonly<Record<number, string>> = {
  2016: `01-01 New Year's Day, 02-08 Chinese New Year, 02-09 Chinese New Year, 03-25 Good Friday, 05-01 Labour Day,
         05-21 Vesak Day, 07-06 Hari Raya Puasa, 08-09 National Day, 09-12 Hari Raya Haji, 10-29 Deepavali, 12-25 Christmas Day`,
  2017: `01-01 New Year's Day, 01-28 Chinese New Year, 01-29 Chinese New Year, 04-14 Good Friday, 05-01 Labour Day,
         05-10 Vesak Day, 06-25 Hari Raya Puasa, 08-09 National Day, 09-01 Hari Raya Haji, 10-18 Deepavali, 12-25 Christmas Day`,
  2018: `01-01 New Year's Day, 02-16 Chinese New Year, 02-17 Chinese New Year, 03-30 Good Friday, 05-01 Labour Day,
         05-29 Vesak Day, 06-15 Hari Raya Puasa, 08-09 National Day, 08-22 Hari Raya Haji, 11-06 Deepavali, 12-25 Christmas Day`,
  2019: `01-01 New Year's Day, 02-05 Chinese New Year, 02-06 Chinese New Year, 04-19 Good Friday, 05-01 Labour Day,
         05-19 Vesak Day, 06-05 Hari Raya Puasa, 08-09 National Day, 08-11 Hari Raya Haji, 10-27 Deepavali, 12-25 Christmas Day`,
  2020: `01-01 New Year's Day, 01-25 Chinese New Year, 01-26 Chinese New Year, 04-10 Good Friday, 05-01 Labour Day,
         05-07 Vesak Day, 05-24 Hari Raya Puasa, 07-10 Polling Day, 07-31 Hari Raya Haji, 08-09 National Day,
         11-14 Deepavali, 12-25 Christmas Day`,
  2021: `01-01 New Year's Day, 02-12 Chinese New Year, 02-13 Chinese New Year, 04-02 Good Friday, 05-01 Labour Day,
         05-13 Hari Raya Puasa, 05-26 Vesak Day, 07-20 Hari Raya Haji, 08-09 National Day, 11-04 Deepavali, 12-25 Christmas Day`,
  2022: `01-01 New Year's Day, 02-01 Chinese New Year, 02-02 Chinese New Year, 04-15 Good Friday, 05-01 Labour Day,
         05-03 Hari Raya Puasa, 05-15 Vesak Day, 07-10 Hari Raya Haji, 08-09 National Day, 10-24 Deepavali, 12-25 Christmas Day`,
  2023: `01-01 New Year's Day, 01-22 Chinese New Year, 01-23 Chinese New Year, 04-07 Good Friday, 04-22 Hari Raya Puasa,
         05-01 Labour Day, 06-02 Vesak Day, 06-29 Hari Raya Haji, 08-09 National Day, 09-01 Polling Day, 11-12 Deepavali,
         12-25 Christmas Day`,
  2024: `01-01 New Year's Day, 02-10 Chinese New Year, 02-11 Chinese New Year, 03-29 Good Friday, 04-10 Hari Raya Puasa,
         05-01 Labour Day, 05-22 Vesak Day, 06-17 Hari Raya Haji, 08-09 National Day, 10-31 Deepavali, 12-25 Christmas Day`,
  2025: `01-01 New Year's Day, 01-29 Chinese New Year, 01-30 Chinese New Year, 03-31 Hari Raya Puasa, 04-18 Good Friday,
         05-01 Labour Day, 05-03 Polling Day, 05-12 Vesak Day, 06-07 Hari Raya Haji, 08-09 National Day, 10-20 Deepavali,
         12-25 Christmas Day`,
  2026: `01-01 New Year's Day, 02-17 Chinese New Year, 02-18 Chinese New Year, 03-21 Hari Raya Puasa, 04-03 Good Friday,
         05-01 Labour Day, 05-27 Hari Raya Haji, 05-31 Vesak Day, 08-09 National Day, 11-08 Deepavali, 12-25 Christmas Day`,
};
