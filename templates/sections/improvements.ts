/** The improvements that people have taken on, with owner and date. */

import type { Improvement, ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

type Adopted = Extract<Improvement, { origin: 'person' }>;

/** Only what somebody adopted: what the figures suggest is in data/, and offered by `sla commentary`. */
export function adoptedTable(doc: ReportDocument, { improvements }: ReportModel, voice: Voice): void {
  const { words, text, state, localDate } = voice;
  const { head, improvements: known } = words;
  const adopted = improvements.filter((each): each is Adopted => each.origin === 'person');
  table(doc, {
    columns: [
      { head: known.proposal, width: { grow: 1.3 }, rowHead: true },
      { head: known.why, width: { grow: 1.5 } },
      { head: head.owner, width: 'fit' },
      { head: head.due, width: 'fit' },
      { head: head.status, width: 'fit' },
    ],
    rows: adopted.map(({ title, why, owner, due, status }) => ({
      cells: [
        text(title),
        text(why),
        owner ?? words.notWritten,
        due === null ? words.notWritten : localDate(due),
        state(status),
      ],
    })),
    density: 'compact',
  });
}
