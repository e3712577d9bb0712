/** What an issued report and what stands now do not agree on. */

/** What a difference is one of. */
export type Subject = 'signature' | 'record' | 'report' | 'data' | 'agreement' | 'words' | 'program' | 'figures';

export interface Difference {
  about: Subject;
  text: string;
}
