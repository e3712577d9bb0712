/** What should be done better: proposals with owner and date. */

import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { voiceOf } from '../voice.ts';
import { propose } from '../words/ProposalWords.ts';

export function improvements(doc: ReportDocument, report: ReportModel): void {
  const { words, text, state, localDate, speech } = voiceOf(report);
  const { head, improvements: known } = words;
  section(doc, { title: known.title, destination: 'section:improvements' }, () => {
    if (report.improvements.length === 0) {
      paragraph(doc, words.none);
      return;
    }
    table(doc, {
      columns: [
        { head: known.proposal, width: { grow: 1.3 }, rowHead: true },
        { head: known.why, width: { grow: 1.5 } },
        { head: head.owner, width: 'fit' },
        { head: head.due, width: 'fit' },
        { head: head.status, width: 'fit' },
      ],
      rows: report.improvements.map((proposal) => {
        if (proposal.origin === 'rule') {
          const { title, why } = propose(known.rules, proposal.found, speech);
          return { cells: [{ text: title, sub: known.byRule }, why, known.undecided, known.undecided, dash] };
        }
        const { title, why, owner, due, status } = proposal;
        return {
          cells: [
            { text: text(title), sub: known.byPerson },
            text(why),
            owner ?? words.notWritten,
            due === null ? words.notWritten : localDate(due),
            state(status),
          ],
        };
      }),
    });
  });
}
