package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/chart"
)

func sample() chart.Chart {
	return chart.Chart{
		Title: "Long-open cases & their age", Unit: "cases", Categories: []string{"Mar 2026", "Apr 2026", "May 2026"},
		Series: []chart.Series{{Name: "18 to 23 months", Values: []float64{10, 12, 1200}}, {Name: "36 <months> or more", Values: []float64{4, 0, 3}}},
		Marks:  []chart.Mark{{At: 1, Text: "16 months, child in need"}},
	}
}

// TestChartsAreWhole reads every kind of chart as XML: the words must be in it, and each series must have a look of its own.
func TestChartsAreWhole(t *testing.T) {
	t.Parallel()
	for name, svg := range map[string][]byte{
		"stacked": sample().Stacked(), "columns": sample().Columns(), "lines": sample().Lines(), "empty": chart.Chart{Title: "Nothing"}.Stacked(),
	} {
		if folder := os.Getenv("CHART_PICTURES"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, name+".svg"), svg, 0o600); err != nil {
				t.Error(err)
			}
		}
		decoder := xml.NewDecoder(bytes.NewReader(svg))
		var words strings.Builder
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if text, ok := token.(xml.CharData); ok {
				words.Write(text)
				words.WriteByte('\n')
			}
		}
		if name == "empty" {
			continue
		}
		for _, want := range []string{"Long-open cases & their age", "36 <months> or more", "16 months, child in need", "1,000", "cases", "2026"} {
			if !strings.Contains(words.String(), want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if bytes.Contains(svg, []byte("NaN")) || bytes.Contains(svg, []byte("style=")) {
			t.Errorf("%s: %s", name, svg)
		}
	}
	if !bytes.Equal(sample().Stacked(), sample().Stacked()) {
		t.Error("the same chart gives other bytes")
	}
}
