package web

import (
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func criterionItems(rows []readiness.AppraisalRow, button, path string, why func(readiness.AppraisalRow) string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		name := row.Criterion + ": " + row.Text
		list = append(list, linkItem(Link{name, appraisalHref(row.AppraisalID)}, why(row), button, path))
	}
	return list
}

func cycleItems(rows []readiness.AssessmentRow, button, path string, why func(readiness.AssessmentRow) string) []Item {
	list := make([]Item, 0, len(rows))
	for _, row := range rows {
		list = append(list, linkItem(Link{"Self-assessment " + row.Name, assessmentHref(row.AssessmentID)}, why(row), button, path))
	}
	return list
}

// linkItem is one thing that waits, with its one button.
func linkItem(to Link, why, button, path string) Item {
	return Item{Link: &to, Why: why, Do: govuk.Button{
		Text: button, Href: to.Href + path, Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"aria-label": button + ": " + to.Text},
	}}
}

func criterionReached(row readiness.AppraisalRow) string {
	return reached(readiness.ReviewRow{ReachedAt: row.ReachedAt, Because: row.Because})
}

func criterionDue(row readiness.AppraisalRow) string {
	if row.Overdue > 0 {
		return row.Assessment + ", " + late(row.Overdue) + "."
	}
	return row.Assessment + ", by " + row.Due.Long() + "."
}

func cycleReached(row readiness.AssessmentRow) string {
	return reached(readiness.ReviewRow{ReachedAt: row.ReachedAt, Because: row.Because})
}

func cycleToSign(row readiness.AssessmentRow) string {
	return "To be signed by " + row.SignBy.Long() + "."
}
