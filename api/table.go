package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/negotiation"

	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

// exportStep is how many rows an export asks for at once.
const exportStep = 1000

// A column is one column of a list as a file.
type column[T any] struct {
	name string
	of   func(T) any
}

// A file is a list that can be taken away: what it is called in the audit trail, and what a person must be allowed to do to take it.
type file struct {
	name  string
	needs readiness.Action
}

// A table is a list that may be asked for as a file.
type table struct {
	Link string `header:"Link"`
	Body func(huma.Context)
}

type acceptKey struct{}

// tabled documents both forms of a list, and notes which one is asked for.
func tabled[T any](s *service) func(*huma.Operation) {
	return func(op *huma.Operation) {
		page := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[readiness.Page[T]](), true, "")
		op.Responses["200"] = &huma.Response{
			Description: "OK",
			Content: map[string]*huma.MediaType{
				"application/json": {Schema: page},
				"text/csv":         {Schema: &huma.Schema{Type: huma.TypeString}},
			},
		}
		op.Middlewares = append(op.Middlewares, func(ctx huma.Context, next func(huma.Context)) {
			asFile := negotiation.SelectQValue(ctx.Header("Accept"), []string{"application/json", "text/csv"}) == "text/csv"
			next(huma.WithValue(ctx, acceptKey{}, asFile))
		})
	}
}

// list answers one page as JSON, or every row as a file for whoever may take it.
func list[T any](ctx context.Context, s *service, as file, limit int, columns []column[T], read func(cursor string, limit int) (readiness.Page[T], error)) (*table, error) {
	if asFile, _ := ctx.Value(acceptKey{}).(bool); asFile {
		return export(ctx, s, as, columns, read)
	}
	page, err := read("", limit)
	if err != nil {
		return nil, err
	}
	page.Rows = some(page.Rows)
	text, err := json.Marshal(page)
	if err != nil {
		return nil, fmt.Errorf("write a list: %w", err)
	}
	return &table{Link: next(callOf(ctx).url, page.Next), Body: write("application/json", text)}, nil
}

// export reads every row, then has the audit trail keep who took them; whoever cannot be recorded gets none.
func export[T any](ctx context.Context, s *service, as file, columns []column[T], read func(string, int) (readiness.Page[T], error)) (*table, error) {
	if err := readiness.MayOrRefuse(callOf(ctx).actor, as.needs, readiness.Place{}); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	out, rows := csv.NewWriter(&text), 0
	line := make([]string, len(columns))
	for i, c := range columns {
		line[i] = c.name
	}
	_ = out.Write(line) // a buffer takes everything
	for cursor, more := "", true; more; {
		page, err := read(cursor, exportStep)
		if err != nil {
			return nil, err
		}
		rows += len(page.Rows)
		for _, row := range page.Rows {
			for i, c := range columns {
				line[i] = cell(c.of(row))
			}
			_ = out.Write(line)
		}
		cursor, more = page.Next, page.Next != ""
	}
	out.Flush()
	taken := readiness.Export{List: as.name, Format: "csv", Filter: readiness.FilterOf(callOf(ctx).url.Query()), Rows: rows}
	if err := s.Service.Exported(ctx, callOf(ctx).actor, taken); err != nil {
		return nil, err
	}
	return &table{Body: write("text/csv; charset=utf-8", text.Bytes())}, nil
}

// cell is a value as text that no spreadsheet takes for a formula.
func cell(v any) string { return sheet.Harmless(fmt.Sprint(v)) }

func write(contentType string, text []byte) func(huma.Context) {
	return func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", contentType)
		ctx.SetStatus(http.StatusOK)
		_, _ = ctx.BodyWriter().Write(text) // if that fails the caller has gone
	}
}
