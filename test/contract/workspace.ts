/** A small valid workspace in a temporary folder, with edits, for the tests of the contract reader. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Problem, SlaError } from '../../pipelines/errors.ts';

export const contractYaml = `version: 1
provider: { name: { ja: 提供社, en: Provider }, contacts: { support: help@provider.example } }
client: { id: acme, name: Acme }
timezone: Asia/Tokyo
sites:
  - { id: tokyo, name: { ja: 東京, en: Tokyo }, calendar: jp }
calendars:
  jp:
    timezone: Asia/Tokyo
    weekly: { mon: ["09:00-12:00", "13:00-18:00"], sat: ["22:00-24:00"] }
    holidays: [{ preset: jp }, "2026-12-28"]
    closed: ["2026-12-29/2027-01-03"]
    dates: { "2026-10-31": ["10:00-15:00"] }
services:
  - { id: sap, name: SAP, category: application, site: tokyo, target: 99.95, from: "2026-04-01T00:00:00+09:00" }
  - { id: crm, name: CRM, category: application, site: tokyo }
terms:
  - effective_from: 2026-04-01
    availability: { target: 99.9 }
    maintenance:
      - { id: regular, rrule: "FREQ=MONTHLY;BYDAY=+3SA", start: "00:00", duration: PT4H, timezone: Asia/Tokyo, services: "*" }
    severities:
      critical: { respond: { within: PT1H }, restore: { within: PT4H } }
      high: { restore: { within: 1 business day } }
`;

/** A folder with these files; a path may have folders in it. */
export function workspaceOf(files: Record<string, string | Uint8Array>): string {
  const dir = mkdtempSync(join(tmpdir(), 'workspace-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

/** The valid contract with one text of it replaced; a text that is not there is a mistake of the test. */
export function edited(from: string, to: string): string {
  if (!contractYaml.includes(from)) throw new Error(`The contract has no ${from}`);
  return contractYaml.replace(from, () => to);
}

/** The problems that a call reports. */
export function problemsOf(call: () => unknown): readonly Problem[] {
  try {
    call();
  } catch (error) {
    if (error instanceof SlaError) return error.problems;
    throw error;
  }
  throw new Error('Nothing was reported.');
}
