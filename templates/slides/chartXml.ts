/** One native chart: the values that it shows are kept in it, and in the workbook that opens when it is edited. */
import { series as seriesColour } from '../theme.ts';
import type { SlideChart } from './SlideChart.ts';
import { declared, escaped, hex } from './xml.ts';

const chartColours = [seriesColour.blue, seriesColour.amber, seriesColour.teal];

export function chartXml(chart: SlideChart): string {
  const { kind, title, format, max } = chart;
  const isBar = kind === 'bar';
  const all = chart.series.map((_, index) => seriesXml(chart, index)).join('');
  const plot = isBar
    ? `<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>${all}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`
    : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${all}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>`;
  const ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>';
  // Bars grow from the bottom: the largest stands on top when the order is turned.
  const order = isBar ? 'maxMin' : 'minMax';
  const limit = (max === undefined ? '' : `<c:max val="${max}"/>`) + (isBar ? '<c:min val="0"/>' : '');
  const shown = `<c:numFmt formatCode="${escaped(format)}" sourceLinked="0"/>`;
  const axes = `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="${order}"/></c:scaling><c:delete val="0"/><c:axPos val="${isBar ? 'l' : 'b'}"/>${ticks}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>${limit}</c:scaling><c:delete val="${isBar ? 1 : 0}"/><c:axPos val="${isBar ? 'b' : 'l'}"/>${shown}${ticks}<c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>`;
  const head = `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr sz="1200" b="1"/><a:t>${escaped(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
  const legend = chart.series.length > 1 ? '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' : '';
  return `${declared}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart>${head}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${plot}${axes}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000"/></a:pPr><a:endParaRPr/></a:p></c:txPr><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
}

function seriesXml({ kind, categories, series, format }: SlideChart, index: number): string {
  const { name, values } = series[index]!;
  const letter = String.fromCharCode(66 + index);
  const last = categories.length + 1;
  const color = `<a:solidFill><a:srgbClr val="${hex(chartColours[index % chartColours.length]!)}"/></a:solidFill>`;
  const look =
    kind === 'bar'
      ? `<c:spPr>${color}</c:spPr><c:invertIfNegative val="0"/>`
      : `<c:spPr><a:ln w="22225">${color}</a:ln></c:spPr><c:marker><c:symbol val="${index === 0 ? 'circle' : 'square'}"/><c:size val="6"/><c:spPr>${color}</c:spPr></c:marker>`;
  const shown = `<c:numFmt formatCode="${escaped(format)}" sourceLinked="0"/>`;
  const labels = `<c:dLbls>${shown}<c:showLegendKey val="0"/><c:showVal val="${kind === 'bar' ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
  const points = values
    .map((value, row) => (value === null ? '' : `<c:pt idx="${row}"><c:v>${value.value}</c:v></c:pt>`))
    .join('');
  const names = categories.map((text, row) => `<c:pt idx="${row}"><c:v>${escaped(text)}</c:v></c:pt>`).join('');
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>Sheet1!$${letter}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escaped(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>${look}${labels}<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$${last}</c:f><c:strCache><c:ptCount val="${categories.length}"/>${names}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$${letter}$2:$${letter}$${last}</c:f><c:numCache><c:formatCode>${escaped(format)}</c:formatCode><c:ptCount val="${categories.length}"/>${points}</c:numCache></c:numRef></c:val>${kind === 'line' ? '<c:smooth val="0"/>' : ''}</c:ser>`;
}
