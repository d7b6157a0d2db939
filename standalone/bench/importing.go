package main

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// childrenPerRow is what makes the generator's rows come to the number wanted, nearly.
const childrenPerRow = 0.4

// measureImport reads a workbook with every check, against excelize reading the same bytes; then it puts what was read into a ledger.
func measureImport(ctx context.Context, r *report) error {
	today := calendar.DateOf(time.Now())
	book := annexatest.Workbook(annexatest.Spec{Seed: 1, Children: int(childrenPerRow * float64(r.n(20000))), TakenOn: today})
	rows, err := readPlainly(book)
	if err != nil {
		return err
	}
	var e readiness.Extract
	var findings []readiness.Finding
	check := func() (err error) {
		e, findings, err = annexa.Read(ctx, []annexa.File{{Name: "bench.xlsx", Data: book}}, annexa.Options{TakenOn: today})
		return err
	}
	d, err := fight(3, func(int) (lap, error) {
		return timed(rows, 0, func() error { _, err := readPlainly(book); return err })
	}, func(int) (lap, error) { return timed(rows, 0, check) })
	if err != nil {
		return err
	}
	r.add(fmt.Sprintf("excelize reads %d rows", rows), "%.2f s", float64(rows)/d.best.rate)
	r.add("Sightline reads and checks them", "%.2f s, %d findings", float64(rows)/d.ours.rate, len(findings))
	r.judge("import against reading", "at most 2 times: "+verdict(1/d.ratio <= 2), "%.2f times (%.2f to %.2f); by processor %.2f", 1/d.ratio, 1/d.high, 1/d.low, d.ours.cpu/d.best.cpu)
	most, err := watchHeap(check)
	if err != nil {
		return err
	}
	r.add("memory while reading, at most", "%d MB of heap over a file of %.1f MB", most>>20, float64(len(book))/(1<<20))
	return inHouse(ctx, func(h *house) error {
		begin := time.Now()
		err := h.keep(ctx, "bench", e, findings)
		r.add("comparing them with an empty ledger and keeping them", "%.2f s for %d cases", time.Since(begin).Seconds(), len(e.Cases))
		return err
	})
}

// readPlainly reads every cell of a workbook and does nothing with it, and counts the rows.
func readPlainly(book []byte) (n int, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(book), excelize.Options{RawCellValue: true})
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.Rows(sheet)
		if err != nil {
			return 0, err
		}
		for ; rows.Next(); n++ {
			if _, err := rows.Columns(); err != nil {
				return 0, err
			}
		}
		if err := rows.Close(); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// watchHeap says how much heap a piece of work held at most, beyond what was held before it. Garbage is collected early, so that little of it is in
// the figure.
func watchHeap(do func() error) (uint64, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	runtime.GC()
	before := heap()
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		most := before
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			most = max(most, heap())
			select {
			case <-stop:
				peak <- most - before
				return
			case <-tick.C:
			}
		}
	}()
	err := do()
	close(stop)
	return <-peak, err
}

func heap() uint64 {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	return now.HeapAlloc
}
