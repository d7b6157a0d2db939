package web

import (
	"encoding/base64"
	"html/template"
)

// A Picture is a chart with its text alternative, and beneath it the table of its numbers. The picture is part of the page: it was drawn from the
// same rows as the table, so the two cannot disagree.
type Picture struct {
	ID      string
	Src     template.URL
	Alt     string // what the picture shows, in a sentence
	Caption string
	Head    []string
	Rows    [][]string // the first cell of each names the row
}

// pictureOf joins an SVG chart and its table.
func pictureOf(id string, svg []byte, alt, caption string, head []string, rows [][]string) Picture {
	return Picture{
		ID: id, Src: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(svg)), //nolint:gosec // our own chart
		Alt: alt, Caption: caption, Head: head, Rows: rows,
	}
}

// Shown reports whether there is anything to show.
func (p Picture) Shown() bool { return len(p.Rows) > 0 }
