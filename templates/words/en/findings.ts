/** What each check found, in English: the model for every language. A check is named here and in the others, or it does not compile. */
const findings = {
  severity: { error: 'error', warn: 'warning', note: 'note' },
  unknownFiles: 'Files that nothing says how to read',
  notRead: 'Not read',
  forExample: 'for example',
  found: {
    availability_misses__have_countermeasures:
      'Missed availability targets without cause or countermeasure in commentary/ (printed as 未記入)',
    breaches__have_countermeasures: 'Breaches without cause or countermeasure in commentary/ (printed as 未記入)',
    calendars__know_their_holidays: 'Clocks that run in a year without known holidays',
    commentary__is_of_its_time: 'Commentary that this report withholds: it was written after the cut-off',
    commentary__is_printed: 'Entries of the commentary that are printed nowhere',
    evidence__covers_names_the_services:
      'Services of which no source speaks, while a source covers the period: was it watched there?',
    evidence__down_when_is_in_reach:
      'Services that can never be down: down_when asks for more locations than are watched',
    evidence__interval_is_as_agreed: "Samples that come less often than the contract's check_interval",
    evidence__is_no_assumption: 'Monitoring whose end nobody said: assumed to reach the cut-off',
    evidence__is_of_this_century:
      'States that begin at or near 1970, or years ahead: an empty instant or a wrong clock',
    evidence__locations_are_of_one_service:
      'Hosts, instances or monitors that share a name (locations of one service until sources.yaml decides)',
    evidence__reaches_the_period: 'Services last seen up by a source that says nothing of the period (no evidence)',
    loads__are_in_order: 'Rows out of order or repeated (no figure changes)',
    loads__are_not_cut_off: 'Exports that end exactly at a row limit: probably cut off by the exporting system',
    loads__are_read_as_written: 'What was assumed or left out while reading',
    loads__deciding_columns_are_exported:
      'Exports without a column that decides a figure (without a type, for instance, every ticket is an incident)',
    loads__columns_are_known: 'Columns that were not read',
    loads__samples_are_of_known_services: 'Samples of services that are not in the contract (not read)',
    loads__samples_do_not_contradict:
      'Samples that contradict each other in the same second (down counts), or lie in the future',
    loads__values_are_mapped: 'Values that no map knows (kept as they are)',
    maintenance__approval_is_exported: 'Maintenance exports without approval columns: their windows count as approved',
    maintenance__has_a_wall_clock:
      'Regular maintenance at a time that the clock change leaves out or repeats (no window that day)',
    maintenance__has_an_end: 'Maintenance windows without an end (left out, their downtime counts)',
    maintenance__is_approved: 'Maintenance windows without approval (their downtime counts)',
    maintenance__is_approved_in_time:
      'Maintenance approved after the period (it counts, and is printed as approved afterwards)',
    monitoring__lies_not_in_the_future: 'Data after the cut-off (not looked at)',
    monitoring__service_is_known: 'Rows that name a service which is not in the contract (left out of availability)',
    objections__are_about_something: 'Objections to tickets that no export has',
    outcomes__are_understood:
      'Outcomes of changes or backups, or kinds of changes, that are not understood (counted neither way)',
    practices__make_sense: 'Backups, changes or problems that contradict themselves',
    review__actions_have_an_owner: 'Actions or proposals without owner or date (printed as 未記入)',
    review__earlier_actions_are_followed_up:
      'Actions of the quarter before that are not followed up, or late or dropped without a reason',
    review__kpi_targets_have_data: 'KPI targets without data (printed as none), or of a KPI that does not exist',
    review__months_are_loaded: 'Months of the period without any data: its figures are those of the other months',
    review__months_are_monitored:
      'Months of the period without any monitoring data: availability is that of the other months',
    review__months_have_tickets: 'Months of the period without any ticket',
    review__terms_hold_throughout:
      'Terms or KPI targets that change inside the period (each part is judged by its own terms; KPIs by the last target)',
    rows__can_be_read: 'Rows set aside because a cell cannot be read',
    rows__lie_not_in_the_future: 'Rows that begin in the future (in no computed month)',
    services__are_monitored: 'Services whose monitoring has gaps: unknown time by service',
    spans__do_not_end_before_they_start: 'Windows or states that end before they start (left out)',
    states__do_not_contradict: 'States of one service and location that overlap and differ (down counts)',
    states__ends_are_exported:
      'Outages that ended, whose end is in no export (counted as down to the end of the period)',
    ticket_events__have_a_ticket: 'Events of tickets that are not in any ticket export',
    tickets__are_opened_once: 'Tickets with two different openings (the earliest counts)',
    tickets__are_resolved_before_closed:
      'Tickets that were closed without ever being resolved (the closing counts as the resolution)',
    tickets__completions_have_instants:
      'Incidents that are closed by their status, without any instant: no data, no verdict',
    tickets__corrections: 'Tickets of which a later export corrected times or severity (the newest counts)',
    tickets__events_agree_with_columns: 'Tickets whose columns contradict their events (the events count)',
    tickets__happen_in_order:
      'Incidents whose history contradicts itself (each measure stops at its own instant all the same)',
    tickets__have_a_calendar: 'Incidents that cannot be judged in business days: no site',
    tickets__nothing_before_opening:
      'Stops a minute or more before the opening of their ticket, and reopenings before it (not counted)',
    tickets__instants_have_times:
      'Tickets with dates that have no time (targets under a day have no data, days are counted by dates)',
    tickets__pauses_end: 'Pauses that never ended (they run to the resolution, or to the cut-off)',
    tickets__pauses_have_a_reason: 'Pauses without a known reason (client, vendor, other): they do not stop the clock',
    tickets__reopen_what_was_stopped: 'Reopenings of tickets that were not stopped (ignored)',
    tickets__responses_are_exported:
      'Exports of tickets without any column or event of response: response times have no data and no verdict',
    tickets__service_is_known: 'Tickets whose service is not in the contract',
    tickets__service_is_named: 'Incidents without a service',
    tickets__severity_changes_are_known: 'Changes to a severity that is not in the contract',
    tickets__severity_is_known:
      'Severities of incidents that are not in the contract: counted and listed, without a verdict',
    tickets__stand_in_one_row:
      'Files that hold several rows of a ticket (the newest by updated_at counts, else the last)',
    tickets__status_agrees_with_completion:
      'Incidents whose status says open although a column says when they were completed (reopened: the clock runs on)',
    tickets__status_is_known:
      'Statuses of incidents that are not understood: the instants of their tickets alone count',
    tickets__type_is_known: 'Types of tickets that are not understood: their tickets are left out of every figure',
    tickets__vendor_agrees:
      'Tickets that the exporting system judges otherwise (its verdict is shown here, never used)',
    tickets__words_are_the_contracts: 'Words of the exports that were understood without being told',
  },
};

export default findings;

/** The checks of sql/checks/, by file name. */
export type CheckName = keyof typeof findings.found;
