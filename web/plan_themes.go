package web

import (
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

// A ThemeBoard is the improvement plan in two bars for each theme: said done, shown done.
type ThemeBoard struct{ Themes []readiness.ThemeFigures }

// A ThemeRow is one theme with its two bars.
type ThemeRow struct {
	Theme             string
	Href              string
	All, Said, Shown  int
	SaidHref          string
	ShownHref         string
	SaidWords         string
	ShownWords        string
	Failed, NotLasted Count
	Overdue           Count
	Balance           []string
}

// Rows are the themes.
func (b ThemeBoard) Rows() []ThemeRow {
	rows := make([]ThemeRow, 0, len(b.Themes))
	for _, t := range b.Themes {
		to := func(state string) string { return query(planPath, "theme", t.Theme, "state", state) }
		of := func(n int) string { return strconv.Itoa(n) + " of " + strconv.Itoa(t.Actions) }
		count := func(state string, n int, late bool) Count {
			c := Count{Number: n, Late: late}
			if n > 0 {
				c.Href = to(state)
			}
			return c
		}
		rows = append(rows, ThemeRow{
			Theme: t.Theme, Href: to("all"), All: t.Actions, Said: t.SaidDone, Shown: t.ShownDone, SaidHref: to("said_done"), ShownHref: to("shown_done"),
			SaidWords: of(t.SaidDone), ShownWords: of(t.ShownDone), Failed: count("sent_back", t.SentBack, false), NotLasted: count("not_lasted", t.NotLasted, true),
			Overdue: count("overdue", t.Overdue, true), Balance: t.Balance,
		})
	}
	return rows
}

// Total is the plan in one sentence.
func (b ThemeBoard) Total() string {
	var all, said, shown int
	for _, t := range b.Themes {
		all, said, shown = all+t.Actions, said+t.SaidDone, shown+t.ShownDone
	}
	return "Of " + counted(all, "action") + ", " + thousands(said) + " " + are(said) + " said done and " + thousands(shown) + " " + are(shown) + " shown done."
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
