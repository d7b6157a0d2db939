package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/readiness"
)

// The council whose self-assessments are large: four published cycles under the framework of 2023, and this year's half-way under that of 2026, whose
// criteria are 67 and 68. The small one has one cycle of a few criteria.
const (
	fewCriteria  = 12
	manyCriteria = 68
	fewPieces    = 120
	manyPieces   = 2000
	manyCycles   = 5
)

// How many times as long each may take. The overview shows 68 criteria for 12, and the criterion page measures about 29 pieces of evidence for 10: the first two say that
// nothing grows faster than what is shown, and that earlier cycles cost nothing.
const (
	overviewRatio  = 3
	criterionRatio = 2
	wordRatio      = 2
	autosaveRatio  = 2
)

// measureAssessment measures the pages, the document and the drafts of self-assessments, and their workflows.
func measureAssessment(ctx context.Context, r *report) error {
	if err := measureAssessmentPages(ctx, r); err != nil {
		return err
	}
	return measureAssessmentRuns(ctx, r)
}

// measureAssessmentPages asks for the pages of a cycle and of a criterion in a small council and in a large one, in turns.
func measureAssessmentPages(ctx context.Context, r *report) error {
	return inLedger(ctx, func(h *house) (err error) {
		few, err := h.selfAssessing(ctx, fewCriteria)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, few.leave()) }()
		many, err := h.selfAssessing(ctx, manyCriteria)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, many.leave()) }()
		if err := few.goThrough(ctx, 1, fewPieces); err != nil {
			return err
		}
		if err := many.goThrough(ctx, manyCycles, r.n(manyPieces)); err != nil {
			return err
		}
		if _, err := h.look.Exec(ctx, "checkpoint"); err != nil {
			return err
		}
		for _, p := range []struct {
			name, path string
			role       readiness.Role
			aim        float64
		}{
			{"overview of a self-assessment", "/self-assessments/{cycle}", readiness.ImprovementLead, overviewRatio},
			{"criterion page", "/criteria/{criterion}", readiness.ImprovementLead, criterionRatio},
			{"criterion page of its challenger", "/criteria/{criterion}", readiness.QualityAssurance, criterionRatio},
		} {
			small, err := few.watcher(ctx, p.path, p.role)
			if err != nil {
				return err
			}
			large, err := many.watcher(ctx, p.path, p.role)
			if err != nil {
				return err
			}
			if err := compareLooks(r, small, large, p.name, "criteria", p.aim); err != nil {
				return err
			}
		}
		if err := many.measureWord(ctx, r); err != nil {
			return err
		}
		return many.measureAutosave(ctx, r)
	})
}

// shortened is the framework of 2026 with its first judgement area only, and of that the first n criteria.
func shortened(n int) readiness.Framework {
	f := frameworks.Shipped()[1]
	f.Code = fmt.Sprintf("bench-%d", n)
	area := f.Areas[0]
	area.Criteria = area.Criteria[:n]
	f.Areas = []readiness.JudgementArea{area}
	return f
}

// watcher looks at a page of the cycle that is under way, or of the one before it.
func (c *cycles) watcher(ctx context.Context, path string, role readiness.Role) (*onlooker, error) {
	return c.onlooker(ctx, strings.NewReplacer("{cycle}", c.cycle.ID, "{criterion}", c.criterion, "{published}", c.published).Replace(path), role)
}

// measureWord makes the Word document of a whole published cycle, against the page with the same content that is printed.
func (c *cycles) measureWord(ctx context.Context, r *report) error {
	page, err := c.watcher(ctx, "/self-assessments/{published}/read", readiness.ImprovementLead)
	if err != nil {
		return err
	}
	word := page.beside(strings.Replace(page.path, "/read", "/word", 1))
	const documents = 50
	d, err := fight(3, func(int) (lap, error) { return page.laps(documents) }, func(int) (lap, error) { return word.laps(documents) })
	if err != nil {
		return err
	}
	r.add("a published self-assessment to print", "%.0f ms, p99 %.0f ms, %.0f KB", 1000/d.best.rate, percentile(page.times, 99), page.kilobytes)
	r.add("the same as a Word document", "%.0f ms, p99 %.0f ms, %.0f KB", 1000/d.ours.rate, percentile(word.times, 99), word.kilobytes)
	r.judge("Word document against the page", fmt.Sprintf("at most %d times: %s", wordRatio, verdict(1/d.ratio <= wordRatio)),
		"%.2f times (%.2f to %.2f); by processor %.2f", 1/d.ratio, 1/d.high, 1/d.low, d.ours.cpu/d.best.cpu)
	return nil
}

// laps looks n times.
func (o *onlooker) laps(n int) (lap, error) {
	return o.of.lap(n, func() error {
		for range n {
			if err := o.look(); err != nil {
				return err
			}
		}
		return nil
	})
}

// measureAutosave keeps what an author has typed, 20 kB of it, against updating one row with as much in the same database.
func (c *cycles) measureAutosave(ctx context.Context, r *report) error {
	if _, err := c.look.Exec(ctx, "create table typed (id integer primary key, fields jsonb, at timestamptz)"); err != nil {
		return err
	}
	if _, err := c.look.Exec(ctx, "insert into typed values (1, '{}', now())"); err != nil {
		return err
	}
	n := r.n(500)
	d, err := fight(3, func(round int) (lap, error) {
		return c.lap(n, func() error {
			for i := range n {
				if _, err := c.look.Exec(ctx, "update typed set fields = $1, at = now() where id = 1", typed(round, i)); err != nil {
					return err
				}
			}
			return nil
		})
	}, func(round int) (lap, error) {
		return c.lap(n, func() error {
			for i := range n {
				if err := c.db.SaveAppraisalDraft(ctx, c.unwritten, 0, typed(round, i), c.by(readiness.AreaHead)); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	r.add("one row updated with 20 kB and nothing else", "%.2f ms", 1000/d.best.rate)
	r.add("a draft of 20 kB saved by itself", "%.2f ms", 1000/d.ours.rate)
	r.judge("autosave against a bare update", fmt.Sprintf("at most %d times: %s", autosaveRatio, verdict(1/d.ratio <= autosaveRatio)),
		"%.2f times (%.2f to %.2f); by processor %.2f", 1/d.ratio, 1/d.high, 1/d.low, d.ours.cpu/d.best.cpu)
	return nil
}

// typed is 20 kB in the fields of the form, never twice the same.
func typed(round, i int) map[string]string {
	fields := map[string]string{}
	for _, name := range []string{"know", "how", "next", "impact", "weakness"} {
		fields[name] = fmt.Sprintf("%d %d ", round, i) + prose(4<<10)
	}
	return fields
}
