package annexa_test

import (
	"bytes"
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// BenchmarkRead20000 reads a workbook with at least 20,000 rows with all checks, and the same workbook with excelize alone, by
// turns. It reports how many times longer the checks make it ("x-excelize", the aim is at most 2), and the largest heap seen in
// one more reading ("peak-MB", the workbook itself included).
func BenchmarkRead20000(b *testing.B) {
	book := annexatest.New(annexatest.Spec{Children: 8_500})
	rows := 0
	for _, l := range book.Lists {
		rows += len(l.Rows)
	}
	if rows < 20_000 {
		b.Fatalf("the book has %d rows", rows)
	}
	data := book.XLSX()
	book = &annexatest.Book{TakenOn: book.TakenOn}
	var ours, plain time.Duration
	for b.Loop() {
		start := time.Now()
		excelizeRows(b, data)
		plain += time.Since(start)
		start = time.Now()
		e, _, err := annexa.Read(context.Background(), []annexa.File{{Name: "annex-a.xlsx", Data: data}}, annexa.Options{TakenOn: book.TakenOn})
		ours += time.Since(start)
		if err != nil || len(e.Cases) < 6_000 {
			b.Fatal(len(e.Cases), err)
		}
	}
	b.ReportMetric(float64(ours)/float64(plain), "x-excelize")
	b.ReportMetric(float64(rows), "rows")
	b.ReportMetric(float64(peak(b, data, book.TakenOn)>>20), "peak-MB")
}

// peak reads once more and looks at the heap at every step of the progress.
func peak(b *testing.B, data []byte, takenOn calendar.Date) (most uint64) {
	b.Helper()
	runtime.GC()
	look := func(_, _ int) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	}
	if _, _, err := annexa.Read(context.Background(), []annexa.File{{Name: "annex-a.xlsx", Data: data}}, annexa.Options{TakenOn: takenOn, Progress: look}); err != nil {
		b.Fatal(err)
	}
	return most
}

func excelizeRows(b *testing.B, data []byte) {
	b.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: 256 << 20, UnzipXMLSizeLimit: 256 << 20})
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range book.GetSheetList() {
		rows, err := book.Rows(name)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				b.Fatal(err)
			}
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	}
	if err := book.Close(); err != nil {
		b.Fatal(err)
	}
}
