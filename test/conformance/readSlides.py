"""Reads a deck as python-pptx does: each slide with its title, each chart with values, also in its own workbook."""
import io
import sys
import zipfile

from pptx import Presentation

deck = Presentation(sys.argv[1])
charts = tables = 0
for number, slide in enumerate(deck.slides, 1):
    assert slide.shapes.title.text, f"slide {number} has no title"
    for shape in slide.shapes:
        if shape.has_chart:
            charts += 1
            assert any(value is not None for plot in shape.chart.plots for series in plot.series for value in series.values)
            book = zipfile.ZipFile(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
            assert book.testzip() is None and "xl/workbook.xml" in book.namelist()
        elif shape.has_table:
            tables += 1
            assert all(cell.text_frame is not None for row in shape.table.rows for cell in row.cells)
assert charts >= 3 and tables >= 5, (charts, tables)
