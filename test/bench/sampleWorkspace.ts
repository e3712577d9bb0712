/**
 * A workspace for the availability benchmark: a contract of 4,600 services, and exports that are links to big files.
 */
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { serviceIds } from './sampleFiles.ts';

/** Makes the folder anew. @param exports big files that appear under exports/ as uptime_samples-1, -2, ... */
export function benchWorkspace(folder: string, exports: string[]): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'exports'), { recursive: true });
  writeFileSync(join(folder, 'contract.yaml'), contract);
  addExports(folder, exports);
  return folder;
}

export function addExports(folder: string, exports: string[], first = 1): void {
  for (const [index, path] of exports.entries()) {
    linkSync(path, join(folder, 'exports', `uptime_samples-${first + index}${extname(path)}`));
  }
}

const categories = ['server', 'network', 'application', 'storage'];
const services = serviceIds.map(
  (id, index) =>
    `  - { id: ${id}, name: { ja: ${id}, en: ${id} }, category: ${categories[index % 4]}, site: tokyo, check_interval: PT1M }`,
);

const contract = `version: 1
provider:
  name: { ja: 提供者, en: Provider }
  contacts: { support: support@serviceprovider.com, emergency: 0120-XXXX-XXX, service_manager: { name: { ja: 山田 太郎, en: Taro Yamada }, email: taro.yamada@serviceprovider.com } }
client: { id: bench, name: { ja: 顧客, en: Client } }
timezone: Asia/Tokyo
language: ja
sites:
  - { id: tokyo, name: { ja: 東京, en: Tokyo }, calendar: jp }
calendars:
  jp: { timezone: Asia/Tokyo, weekly: { mon: ["09:00-18:00"] }, day_length: PT9H }
services:
${services.join('\n')}
terms:
  - effective_from: 2026-01-01
    availability: { target: 99.9, maintenance: excluded, unknown: excluded, max_gap: 3, minimum_outage: PT0S, overall: pooled }
    maintenance:
      - { id: regular, rrule: "FREQ=MONTHLY;BYDAY=+3SA", start: "00:00", duration: PT4H, timezone: Asia/Tokyo, services: "*" }
    severities:
      critical: { respond: { within: PT1H, clock: always } }
    policies: { business_day: end-of-day, received: immediate, severity_change: final, reopen: { mode: continue, within: P7D }, pause_reasons: [client], attribution: decided }
`;
