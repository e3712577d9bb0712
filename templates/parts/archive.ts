/**
 * What makes a report a file for the archive: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once. PDFKit writes
 * one of the two; the other's identification, the dates and the order of the trees are added here.
 */

import { internals, type Pdf, type PdfInternals, type PdfReference, pdfString } from './pdfkit.ts';

/** What PDFKit writes itself: the sRGB output intent and the identification. A name it does not know it ignores. */
export const archivalSubset = 'PDF/A-3a';

/** A file inside the PDF. */
export interface Attachment {
  /** Name of the file, ASCII. */
  name: string;
  content: string | Uint8Array;
  /** Media type: `application/json`. */
  type: string;
  /** `Data`: what the pages were drawn from; `Source`: what they were made of; `Supplement`: what goes with them. */
  relationship: 'Data' | 'Source' | 'Supplement';
  /** What the file is, in the language of the report. */
  description: string;
}

/** Adds to an open document what both standards want and PDFKit leaves out. */
export function makeArchival(pdf: Pdf, modifiedAt: Date): void {
  const inside = internals(pdf);
  const tree = inside._root.data.Names.data.Dests;
  tree.limits = false;
  tree._compareKeys = byBytes;
  const write = inside.endMetadata;
  inside.endMetadata = () => {
    inside.appendXML(extensionOf(modifiedAt));
    inside.info = escaped(inside.info);
    write.call(inside);
  };
}

/** Puts a file into the document. Both dates are those of the report, or the bytes would change with the clock. */
export function attach(pdf: Pdf, { content, ...file }: Attachment, at: Date): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  pdf.file(bytes as never, { ...file, creationDate: at, modifiedDate: at } as object);
  const files = internals(pdf)._root.data.Names.data.EmbeddedFiles;
  if (files) files._compareKeys = byBytes;
}

/** Lets readers find elements by their names, as table cells name those that head them. */
export function indexElements(pdf: Pdf, ids: ReadonlyMap<string, PdfReference>): void {
  if (ids.size === 0) return;
  const sorted = [...ids].sort(([a], [b]) => byBytes(a, b));
  internals(pdf)._root.data.StructTreeRoot.data['IDTree'] = {
    Names: sorted.flatMap(([id, element]) => [pdfString(id), element]),
  };
}

/** Readers search name trees by bytes; PDFKit sorts them by the locale of the process. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** PDFKit puts title and author into XML as they are, so "A&B" would break the file. */
function escaped(info: PdfInternals['info']): PdfInternals['info'] {
  return Object.fromEntries(
    Object.entries(info).map(([key, value]) => [key, typeof value === 'string' ? escapeXml(value) : value]),
  );
}

function escapeXml(text: string): string {
  return text
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** PDF/A allows a property that it does not know, such as `pdfuaid:part`, only with a description of its schema. */
function extensionOf(modifiedAt: Date): string {
  return `
        <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <xmp:ModifyDate>${modifiedAt.toISOString().split('.')[0]}Z</xmp:ModifyDate>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                    <pdfaProperty:name>part</pdfaProperty:name>
                    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                    <pdfaProperty:category>internal</pdfaProperty:category>
                    <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        `;
}
