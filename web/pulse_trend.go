package web

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/chart"
	"github.com/sightline-readiness/sightline/readiness"
)

// Trend is the council over time; nothing to show before two surveys have something to show.
func (p PulsePage) Trend() Picture {
	shown := slices.DeleteFunc(slices.Clone(p.Results), func(r readiness.PulseResult) bool { return len(r.All.Shares) == 0 })
	if len(shown) < 2 {
		return Picture{}
	}
	c := chart.Chart{Title: "Good answers by survey", Unit: "percent"}
	head, rows := []string{"Survey"}, make([][]string, len(shown))
	for i, r := range shown {
		c.Categories, rows[i] = append(c.Categories, monthName(r.Ended())), []string{r.Ended().Long()}
	}
	for _, q := range shown[len(shown)-1].Questions {
		series := chart.Series{Name: pulseHead(q)}
		for i, r := range shown {
			good, ok := r.All.Good(q.Code)
			series.Values, rows[i] = append(series.Values, float64(good)), append(rows[i], orDash(percent(good, ok)))
		}
		head = append(head, pulseHead(q))
		if _, always := pulseHeads[q.Code]; always {
			c.Series = append(c.Series, series)
		}
	}
	first, last := shown[0], shown[len(shown)-1]
	was, _ := first.All.Good(readiness.PulseUsed)
	is, _ := last.All.Good(readiness.PulseUsed)
	alt := "Columns for each survey: the share of good answers to each question. Used it this week went from " + percent(was, true) + " in " + monthLong(first.Ended()) + " to " + percent(is, true) + " in " + monthLong(last.Ended()) + "."
	return pictureOf("trend", c.Columns(), alt, "Good answers by survey", head, rows)
}
