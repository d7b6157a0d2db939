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
	return Picture{ID: id, Src: svgURL(svg), Alt: alt, Caption: caption, Head: head, Rows: rows}
}

// svgURL is a picture of our own as the address of an image.
func svgURL(svg []byte) template.URL {
	return template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(svg)) //nolint:gosec // nobody else drew it
}

// Shown reports whether there is anything to show.
func (p Picture) Shown() bool { return len(p.Rows) > 0 }
