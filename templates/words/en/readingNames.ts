/** How the ways to count that the trade knows are named in English: a policy of the agreement with its value. */
export const readingNames: Record<string, string> = {
  'business_day end-of-day': 'a business day ends at closing time',
  'business_day midnight': 'a business day ends at midnight',
  'business_day business-hours': 'a business day is its opening hours',
  'received immediate': 'received while closed: from that moment',
  'received next-opening': 'received while closed: from the next opening',
  'severity_change final': 'judged by the severity at the stop',
  'severity_change initial': 'judged by the severity at the opening',
  'severity_change highest': 'judged by the highest severity',
  'pause_reasons none': 'no pause stops the clock',
  'pause_reasons client': 'only waiting for the client stops the clock',
  'pause_reasons client, vendor, other': 'every pause stops the clock',
  'system Zendesk': 'as Zendesk counts',
  'system ServiceNow': 'as ServiceNow counts',
  'system ConnectWise PSA': 'as ConnectWise PSA counts',
  'response restoration': 'a restoration before the recorded response was the response',
  'attribution decided': 'a measure counts in the month that decided it',
  'attribution opened': 'a measure counts in the month of the opening',
  'attribution resolved': 'a measure counts in the month of the resolution',
};

/** Time without monitoring data, by how it is counted. */
export const unknownReadings = {
  excluded: 'time without data left out',
  up: 'time without data counted as up',
  down: 'time without data counted as down',
};
