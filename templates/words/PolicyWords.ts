/** What each language says of how something is counted: a sentence with an example for every value of every policy. */
import type { AvailabilityTerms, Policies } from '../../pipelines/contract/Contract.ts';

/** A term of the glossary, and what it means under the policies in force. */
interface PolicyEntry {
  term: string;
  says: (policies: Policies, availability: AvailabilityTerms) => string;
}

export interface PolicyWords {
  /** In the order of the glossary. Where two terms hold in one period and differ, both are said. */
  entries: readonly PolicyEntry[];
  /** A meaning that holds from a date on. */
  from: (date: string, meaning: string) => string;
  /** In which period a breach of an open ticket counts: stands beside the list of breaches. */
  attribution: Record<Policies['attribution'], string>;
  /** What is left of the period as agreed service time: stands below the table of availability. */
  agreed: Record<AvailabilityTerms['maintenance'], string>;
}
