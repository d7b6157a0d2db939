package web

import (
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func deskSamples() map[string]Page {
	claimed := sampleActionRow("Visit every care leaver within eight weeks", readiness.ActionClaimed)
	again := sampleActionRow("Return home interviews within 72 hours", readiness.ActionRetest)
	sample := readiness.DipSample{
		ID: "d-1", Seed: "4VTNRHSBWOHJ4G2K2Q6JMKAXKE", On: sampleToday, By: "Quentin Shaw", Among: []string{"a-1", "a-2", "a-3"},
		Dips: []readiness.Dip{
			{Action: sampleActionRow("Supervise every social worker once a month", readiness.ActionVerified)},
			{Action: sampleActionRow("Bring complaints into every team meeting", readiness.ActionInProgress), Found: "gone", Note: "Two of five teams have stopped.", By: "Quentin Shaw", At: sampleNow},
		},
	}
	desk := DeskPage{Mine: []readiness.ActionRow{claimed}, Others: []readiness.ActionRow{again}, Samples: []readiness.DipSample{sample}, Form: sampleForm(), Viewer: sampleQA}
	refused := desk
	refused.Form = sampleFilled(readiness.DrawDipSample{Size: 900}, govuk.FieldError{Name: "size", Message: "How many actions must be 50 or less."})
	return map[string]Page{
		"desk/quality assurance": desk, "desk/empty": DeskPage{Form: sampleForm(), Viewer: sampleManager}, "desk/refused: too many": refused,
		"dip sample/one of two": DipPage{sample, sampleQA}, "dip sample/owner": DipPage{sample, sampleManager},
		"dip sample/look": dipQuestions(sample, sample.Dips[0], sampleForm()),
	}
}
