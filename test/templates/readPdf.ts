/** Reads a PDF back as a reader program would: text, structure, bookmarks, labels. */

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An element of the structure tree with the text that hangs on it. */
export interface StructureNode {
  role: string;
  alt?: string;
  children: StructureNode[];
}

/** A piece of text and the box that it fills, in points from the lower left corner. */
export interface TextBox {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  isTurned: boolean;
}

export interface PdfFacts {
  pages: string[];
  /** One list a page. */
  boxes: TextBox[][];
  /** One tree a page. */
  structure: StructureNode[];
  outline: { title: string; items: { title: string }[] }[];
  labels: string[] | null;
  language: string | null;
  info: Record<string, unknown>;
  metadataTitle: string | null;
  fingerprint: string | null;
  /** Files inside, by name. */
  attachments: Record<string, string>;
  /** Links inside the document: page index, and the page index that each leads to. */
  links: { page: number; to: number }[];
}

export async function readPdf(bytes: Uint8Array): Promise<PdfFacts> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const pdf = await loading.promise;
  const pages: string[] = [];
  const boxes: TextBox[][] = [];
  const structure: StructureNode[] = [];
  const links: PdfFacts['links'] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    boxes.push(items.flatMap((item) => ('str' in item && item.str.trim() ? [boxOf(item)] : [])));
    structure.push(nodeOf(await page.getStructTree()));
    for (const annotation of await page.getAnnotations()) {
      if (annotation.subtype !== 'Link' || !annotation.dest) continue;
      const target = typeof annotation.dest === 'string' ? await pdf.getDestination(annotation.dest) : annotation.dest;
      links.push({ page: number - 1, to: target ? await pdf.getPageIndex(target[0]) : -1 });
    }
  }
  const { info, metadata } = await pdf.getMetadata();
  const facts: PdfFacts = {
    pages,
    boxes,
    structure,
    links,
    outline: ((await pdf.getOutline()) ?? []) as PdfFacts['outline'],
    labels: await pdf.getPageLabels(),
    language: ((info as Record<string, unknown>)['Language'] as string | undefined) ?? null,
    info: info as Record<string, unknown>,
    metadataTitle: metadata ? ((metadata.get('dc:title') as unknown as string | null) ?? null) : null,
    fingerprint: pdf.fingerprints[0] ?? null,
    attachments: textsOf(await pdf.getAttachments()),
  };
  await loading.destroy();
  return facts;
}

/** Every element of a role, in reading order. */
export function elements(nodes: readonly StructureNode[], role: string): StructureNode[] {
  return nodes.flatMap((node) => [...(node.role === role ? [node] : []), ...elements(node.children, role)]);
}

function textsOf(attachments: unknown): Record<string, string> {
  const files = Object.values((attachments ?? {}) as Record<string, { filename: string; content: Uint8Array }>);
  return Object.fromEntries(files.map(({ filename, content }) => [filename, Buffer.from(content).toString('utf8')]));
}

function nodeOf(raw: unknown): StructureNode {
  const node = raw as { role?: string; alt?: string; children?: unknown[] } | null;
  const children = (node?.children ?? []).filter((child) => (child as { role?: string }).role).map(nodeOf);
  return { role: node?.role ?? '', children, ...(node?.alt ? { alt: node.alt } : {}) };
}

function boxOf({ str, transform, width }: { str: string; transform: number[]; width: number }): TextBox {
  const [a = 0, b = 0, , , x = 0, y = 0] = transform;
  return { text: str, x, y, width, height: Math.hypot(a, b), isTurned: b !== 0 };
}
