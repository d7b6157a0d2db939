package annexa

import (
	"fmt"
	"io"

	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// reportHeader are the columns of the workbook for the data team.
var reportHeader = []string{"Row", "Column", "What is wrong", "What to do", "Severity", "Rule", "Found", "Left out", "Sheet"}

var severityWords = map[readiness.Severity]string{
	readiness.SeverityError: "Error: mend it", readiness.SeverityQuery: "Query: check it", readiness.SeverityInfo: "For information",
}

// WriteFindings writes the findings of an upload as a workbook: one sheet for the upload as a whole with what was found of each
// list, and one for every list with findings, in their order.
func WriteFindings(w io.Writer, e readiness.Extract, findings []readiness.Finding) error {
	byList := map[int][]readiness.Finding{}
	for _, f := range findings {
		byList[f.List] = append(byList[f.List], f)
	}
	sheets := []sheet.Sheet{summarySheet(e)}
	for number := range len(lists) + 1 {
		if found := byList[number]; len(found) > 0 {
			sheets = append(sheets, findingsSheet(number, found))
		}
	}
	if err := sheet.WriteXLSX(w, sheets...); err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	return nil
}

func summarySheet(e readiness.Extract) sheet.Sheet {
	return sheet.Sheet{
		Name:   "Summary",
		Header: []string{"List", "Content", "Sheet", "Rows", "Fine", "To mend", "To check", "Left out", "Taken on"},
		Rows: func(yield func([]any) bool) {
			for _, l := range e.Lists {
				if !yield([]any{l.List, ListName(l.List), l.Sheet, l.Rows, l.Fine, l.Mend, l.Ask, l.LeftOut, e.TakenOn}) {
					return
				}
			}
		},
	}
}

func findingsSheet(number int, findings []readiness.Finding) sheet.Sheet {
	name := fmt.Sprintf("List %d", number)
	if number == 0 {
		name = "Whole upload"
	}
	return sheet.Sheet{Name: name, Header: reportHeader, Rows: func(yield func([]any) bool) {
		for _, f := range findings {
			if !yield(reportRow(f)) {
				return
			}
		}
	}}
}

func reportRow(f readiness.Finding) []any {
	var number any
	if f.Row > 0 {
		number = f.Row
	}
	out := ""
	if f.LeftOut {
		out = "Yes"
	}
	return []any{number, f.Column, f.Message, f.Fix, severityWords[f.Severity], f.Rule, f.Found, out, f.Sheet}
}
