package web

import (
	"bytes"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// A Listing is a list as a file: what it is called, what was chosen, and its rows.
type Listing struct {
	Name     string   // of the file and in the audit trail, such as "cases"
	Title    string   // what the list shows, such as "Long-open cases"
	Chosen   []string // what else narrows it, in words: "area North"
	Personal bool     // holds something about children
	Header   []string
	Total    int
	Rows     iter.Seq2[[]any, error]
}

// formats are what a list can be had as, by the end of its address.
var formats = map[string]struct{ media string }{
	"csv":  {"text/csv; charset=utf-8"},
	"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}

// listing finds the list that an address is about, for whoever asks.
type listing func(s *Server, r *http.Request) (Listing, error)

// fileRoutes are the two addresses of a list as a file: the list's own, with .csv or .xlsx.
func fileRoutes(path string, needs Need, of listing) []Route {
	var routes []Route
	for _, format := range []string{"csv", "xlsx"} {
		routes = append(routes, Route{Method: get, Pattern: path + "." + format, Needs: needs, Handle: func(s *Server, w http.ResponseWriter, r *http.Request) error {
			return s.handOut(w, r, format, of)
		}})
	}
	return routes
}

// handOut sends a list as a file. The audit trail keeps who took it before its first byte leaves. A file that cannot be finished breaks off, so that
// nobody takes a part for the whole.
func (s *Server) handOut(w http.ResponseWriter, r *http.Request, format string, of listing) error {
	l, err := of(s, r)
	if err != nil {
		return err
	}
	if format == "xlsx" && l.Total > sheet.MaxRows-2 {
		return readiness.Errorf(readiness.Conflict, "This list has %s, more than a sheet in Excel can hold. Choose less, or download it as csv.", counted(l.Total, "row"))
	}
	filter := r.URL.Query()
	if id := r.PathValue("id"); id != "" {
		filter.Set("import", id)
	}
	taken := readiness.Export{List: l.Name, Format: format, Filter: readiness.FilterOf(filter), Rows: l.Total}
	if err := s.Service.Exported(r.Context(), by(r), taken); err != nil {
		return err
	}
	table, failed := s.tableOf(l, by(r))
	w.Header().Set("Content-Type", formats[format].media)
	w.Header().Set("Content-Disposition", `attachment; filename="`+l.Name+"-"+s.today().String()+"."+format+`"`)
	if format == "csv" {
		err = sheet.WriteCSV(w, table)
	} else {
		var book bytes.Buffer
		if err = sheet.WriteXLSX(&book, table); err == nil && *failed == nil {
			_, err = book.WriteTo(w)
		}
	}
	if *failed != nil {
		err = *failed
	}
	if err != nil {
		s.Log.ErrorContext(r.Context(), "a list as a file broke off", "request", visitOf(r).id, "route", r.Pattern, "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// tableOf is a list as a table with its line of origin; failed is set when its rows cannot all be read.
func (s *Server) tableOf(l Listing, taker readiness.Actor) (table sheet.Sheet, failed *error) {
	failed = new(error)
	rows := func(yield func([]any) bool) {
		for row, err := range l.Rows {
			if err != nil {
				*failed = err
				return
			}
			if !yield(row) {
				return
			}
		}
	}
	return sheet.Sheet{Name: sheetName(l.Title), Note: l.origin(s.Council, taker.Name, s.Now()), Header: l.Header, Rows: rows}, failed
}

// origin is the first line of a file: whose it is, what it shows, when and by whom it was taken, and how to treat it.
func (l Listing) origin(council, by string, at time.Time) string {
	line := council + ": " + strings.Join(append([]string{l.Title}, l.Chosen...), ", ") + ". " + counted(l.Total, "row") + ", taken on " + moment(at) + " by " + by + "."
	if l.Personal {
		line += " Holds personal data about children: keep it as safe as the case system, and delete it when it has served."
	}
	return line
}

// sheetName is a title as a sheet of a workbook may be called.
func sheetName(title string) string {
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return ' '
		}
		return r
	}, title)
	if runes := []rune(title); len(runes) > 31 {
		title = strings.TrimSpace(string(runes[:31]))
	}
	return title
}

// rowsOf are rows that are in hand.
func rowsOf[T any](list []T, cells func(T) []any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, row := range list {
			if !yield(cells(row), nil) {
				return
			}
		}
	}
}

// fileStep is how many rows of a paged list are asked for at once.
const fileStep = 1000

// pagesOf are all rows of a paged list: its first page, which is in hand, and those that follow it, each asked for when it is needed.
func pagesOf[T any](first readiness.Page[T], next func(cursor string) (readiness.Page[T], error), cells func(T) []any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for page := first; ; {
			for _, row := range page.Rows {
				if !yield(cells(row), nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			var err error
			if page, err = next(page.Next); err != nil {
				yield(nil, fmt.Errorf("read on: %w", err))
				return
			}
		}
	}
}

// Files are the addresses of a list as a file; the zero Files offers none.
type Files struct{ Excel, CSV string }

// filesOf are the addresses of the list at a path, as it is filtered, for those who may have it.
func filesOf(may bool, path string, filter url.Values) Files {
	if !may {
		return Files{}
	}
	query := changed(filter, "limit", "")
	if query != "" {
		query = "?" + query
	}
	return Files{Excel: path + ".xlsx" + query, CSV: path + ".csv" + query}
}
