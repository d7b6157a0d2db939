package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// addCriterionSamples shows criteria with all kinds of evidence, with a few, and with none.
func addCriterionSamples(all map[string]Page, audit, voice readiness.Evidence) {
	of := func(kind, bears, title string, on calendar.Date) readiness.Evidence {
		return readiness.Evidence{ID: "e-" + kind, Kind: kind, Bears: bears, Title: title, ShowsOn: on, Criteria: []string{"HP11"}, By: "Tom Reilly", At: sampleNow}
	}
	six := []readiness.Evidence{
		audit, of("observation", readiness.Supports, "Twelve supervisions seen", calendar.On(2027, 2, 9)), voice, of("staff", readiness.Supports, "What 40 staff said", calendar.On(2027, 1, 28)),
		of("partner", readiness.Contradicts, "What the schools see", calendar.On(2027, 1, 21)), of("data", readiness.Supports, "Supervisions a month", calendar.On(2026, 12, 31)),
		of("complaint", readiness.Contradicts, "Complaints of the quarter", calendar.On(2026, 12, 1)), of("partner", readiness.Noise, "What one school heard", calendar.On(2026, 11, 2)),
	}
	figures := []readiness.Evidence{of("data", readiness.Supports, "Supervisions a month", calendar.On(2025, 12, 31))}
	heard := []readiness.Evidence{of("partner", readiness.Unweighed, "What the police see", sampleToday)}
	page := func(code string, pieces []readiness.Evidence) CriterionPage {
		return CriterionPage{Code: code, Meter: EvidenceMeter{readiness.MeterOf(pieces, sampleToday, 12)}, Pieces: pieces}
	}
	all["criterion/all kinds"], all["criterion/only old figures"] = page("HP11", six), page("CC3", figures)
	all["criterion/only heard"], all["criterion/none"] = page("LM06", heard), page("CL9", nil)
	all["criteria/some"] = CriteriaPage{[]readiness.CriterionMeter{
		{Criterion: "CC3", Meter: readiness.MeterOf(figures, sampleToday, 12)}, {Criterion: "HP11", Meter: readiness.MeterOf(six, sampleToday, 12)}, {Criterion: "LM06", Meter: readiness.MeterOf(heard, sampleToday, 12)},
	}}
	all["criteria/empty"] = CriteriaPage{}
	all["link evidence/some"] = linkQuestions(audit, sampleForm())
	all["link evidence/none yet"] = linkQuestions(voice, sampleForm())
	all["link evidence: refused"] = linkQuestions(audit, sampleFilled(readiness.LinkEvidence{Link: []string{"11!"}}, govuk.FieldError{Name: "link", Message: "“11!” cannot be the code of a criterion. Codes are capitals and figures, such as HP11."}))
}
