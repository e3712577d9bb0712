/** Lines of the history of revisions in English: what another version rests on. */
import type { RevisionWords } from '../ja/revisions.ts';

const revisions: RevisionWords = {
  first: 'First issue',
  figures: 'Figures updated (see figures.json)',
  agreement: (file) => `Agreement changed: ${file}`,
  holidays: 'List of holidays updated',
  objections: 'Objections and their decisions recorded',
  commentary: (file) => `Commentary changed: ${file}`,
  exportAdded: (file) => `Export added: ${file}`,
  exportReplaced: (file) => `Export replaced: ${file}`,
  exportRemoved: (file) => `Export removed: ${file}`,
  models: 'The computing models changed',
  edition: (language) => `${language} edition added`,
  masked: 'Edition for the client: people are masked',
  unmasked: 'Internal edition: nothing is masked',
  availability: (service, changes) => `Availability of ${service}: ${changes.join(', ')}`,
  downtime: (change) => `downtime ${change}`,
  attainment: (severity, measure, change) => `SLA attainment ${severity} ${measure}: ${change}`,
  share: (percent, met, all) => `${percent} (${met} of ${all})`,
  breachAdded: (ticket, measure) => `Breach added: ${ticket} ${measure}`,
  breachWithdrawn: (ticket, measure) => `Breach withdrawn: ${ticket} ${measure}`,
  cutOff: (change) => `Cut-off: ${change}`,
};

export default revisions;
