package annexa_test

import (
	"context"
	"testing"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/readiness"
)

// A faultless book gives neither error nor query, in both layouts, as a workbook and as csv, and as the months go by.
func TestFaultlessBook(t *testing.T) {
	t.Parallel()
	for _, layout := range []string{annexa.Older, annexa.Newer} {
		for seed := range uint64(2) {
			spec := annexatest.Spec{Seed: seed, Children: 150 - 90*int(seed), Layout: layout}
			first := annexatest.New(spec)
			spec.Began, spec.TakenOn = first.TakenOn, first.TakenOn.AddMonths(7)
			for _, book := range []*annexatest.Book{first, annexatest.New(spec)} {
				for _, files := range [][]annexa.File{book.CSV(), workbook(book)}[seed:][:1] { // one seed as csv, the other as a workbook
					e, findings, err := annexa.Read(context.Background(), files, annexa.Options{TakenOn: book.TakenOn})
					if err != nil {
						t.Fatal(err)
					}
					for _, f := range findings {
						if f.Severity != readiness.SeverityInfo {
							t.Errorf("%s, seed %d: %+v", layout, seed, f)
						}
					}
					if e.Layout != layout || len(e.Lists) != 11 || len(e.Cases) < 45 {
						t.Errorf("layout %q, %d lists, %d cases", e.Layout, len(e.Lists), len(e.Cases))
					}
				}
			}
		}
	}
}
