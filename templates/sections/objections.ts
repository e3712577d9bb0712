/** What the client objected to in this report and what was decided, and which versions were accepted. */
import type { Objection } from '../../pipelines/contract/readObjections.ts';
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { type Voice, voiceOf } from '../voice.ts';

/** Drawn only where there is something to say: no client has to read that nobody objected. */
export function objections(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { entries, accepted } = report.appendix.objections;
  if (entries.length === 0 && accepted.length === 0) return;
  const { objections: known } = voice.words.pages;
  section(doc, { title: known.title, destination: 'section:objections' }, () => {
    if (entries.length > 0) list(doc, entries, report, voice);
    for (const { version, by, on } of accepted)
      note(
        doc,
        by === null ? known.deemed(version, voice.localDate(on)) : known.accepted(version, by, voice.localDate(on)),
      );
  });
}

function list(doc: ReportDocument, entries: readonly Objection[], report: ReportModel, voice: Voice): void {
  const { words, text, localDate } = voice;
  const { objections: known } = words.pages;
  table(doc, {
    columns: [
      { head: words.appendix.exclusionId, width: 'fit', rowHead: true },
      { head: known.about, width: 120 },
      { head: known.claim, width: { grow: 1 } },
      { head: known.decision, width: { grow: 1 } },
    ],
    density: 'compact',
    rows: entries.map((entry) => ({
      cells: [
        entry.id,
        aboutOf(entry, report, voice),
        { text: text(entry.claim), sub: known.raised(entry.by, localDate(entry.raisedOn)) },
        decided(entry, voice),
      ],
    })),
  });
}

function aboutOf({ about }: Objection, { availability: { services } }: ReportModel, voice: Voice): string {
  if ('ticket' in about) return about.ticket;
  if ('figure' in about) return voice.text(about.figure);
  const known = services.find(({ serviceId }) => serviceId === about.service);
  const name = known ? voice.text(known.name) : about.service;
  return about.outage === null ? name : voice.words.pages.objections.outage(name, localMinute(about.outage, voice));
}

/** `2026年10月21日 13:04`: it is written in local time already. */
function localMinute(written: string, { localDate }: Voice): string {
  return `${localDate(written.slice(0, 10))} ${written.slice(11)}`;
}

function decided(entry: Objection, voice: Voice) {
  const { text, localDate, words } = voice;
  const { objections: known } = words.pages;
  const { decision, reason, decidedBy, decidedOn, exclusion, correction } = entry;
  if (decision === null) return known.undecided;
  const carried = [
    ...(exclusion === null ? [] : [known.byExclusion(exclusion)]),
    ...(correction === null ? [] : [text(correction)]),
  ];
  const why = [known.decisions[decision], text(reason!)].join(known.join);
  const isOpenEnded = carried.length > 0 && !/[。.!?！？）)]$/u.test(why);
  const spoken = [isOpenEnded ? `${why}${known.stop}` : why, ...carried].join(words.space);
  return { text: spoken, sub: known.raised(decidedBy!, localDate(decidedOn!)) };
}
