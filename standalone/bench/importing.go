package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// measureImport reads a workbook with every check, against excelize reading the same bytes.
func measureImport(ctx context.Context, r *report) error {
	today := calendar.DateOf(time.Now())
	book, rows, err := bigWorkbook(r.n(20000), today)
	if err != nil {
		return err
	}
	var plain, ours []float64
	var most uint64
	for range 3 {
		begin := time.Now()
		if err := readPlainly(book); err != nil {
			return err
		}
		plain = append(plain, time.Since(begin).Seconds())
		begin = time.Now()
		peak, err := watchHeap(func() error {
			_, _, err := annexa.Read(ctx, []annexa.File{{Name: "bench.xlsx", Data: book}}, annexa.Options{TakenOn: today})
			return err
		})
		if err != nil {
			return err
		}
		ours, most = append(ours, time.Since(begin).Seconds()), max(most, peak)
	}
	r.add(fmt.Sprintf("excelize reads %d rows", rows), "%.2f s (median of 3)", median(plain))
	r.add("Sightline reads and checks them", "%.2f s (median of 3)", median(ours))
	verdict := "meets the aim"
	if median(ours) > 2*median(plain) {
		verdict = "MISSES THE AIM"
	}
	r.add("import against reading", "%.2f times", median(ours)/median(plain))
	r.lines[len(r.lines)-1].aim = "at most 2 times: " + verdict
	r.add("memory of an import, at most", "%d MB over a file of %d MB", most>>20, len(book)>>20)
	return nil
}

func bigWorkbook(rows int, today calendar.Date) ([]byte, int, error) {
	book := annexatest.Workbook(annexatest.Spec{Seed: 1, Children: rows / 5, TakenOn: today})
	n, err := countRows(book)
	return book, n, err
}

func countRows(book []byte) (int, error) {
	n := 0
	err := eachRow(book, func() { n++ })
	return n, err
}

func readPlainly(book []byte) error { return eachRow(book, func() {}) }

func eachRow(book []byte, row func()) error {
	f, err := excelize.OpenReader(bytes.NewReader(book), excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.Rows(sheet)
		if err != nil {
			return err
		}
		for rows.Next() {
			if _, err := rows.Columns(); err != nil && err != io.EOF {
				return err
			}
			row()
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	return nil
}

// watchHeap says how much heap a piece of work held at most, beyond what was held before it.
func watchHeap(do func() error) (uint64, error) {
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
			select {
			case <-stop:
				peak <- most
				return
			case <-tick.C:
			}
		}
	}()
	err := do()
	close(stop)
	most := <-peak
	return most - min(most, before.HeapAlloc), err
}
