package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const (
	ofFocusPath = "/visits/{id}/focus-areas/{focus}"
	samplePath  = ofFocusPath + "/sample"
)

// samples are the operations about the samples of visits. Who may draw stands in the rule that decides: whoever runs visits, and whoever moderates.
func (s *service) samples() {
	work, draw := may(readiness.WorkVisits), may(readiness.RunVisits, readiness.ModerateAudits)
	add(s, route{
		method: http.MethodGet, path: samplePath, id: "get-sample", tag: tagAudits, summary: "The sample of one focus area of a visit, or among whom it can be drawn", rule: work,
		doc: "Of children whom the person may not see it has the id and the team. It holds its seed, so that whoever may see every child can draw it again.",
	}, s.getSample)
	add(s, route{
		method: http.MethodPost, path: samplePath, id: "draw-sample", tag: tagAudits, summary: "Draw the sample of one focus area of a visit, once",
		doc: "The seed is made here, so that nobody chooses a draw.", rule: draw, status: http.StatusCreated, conflicts: true,
	}, s.drawSample)
	add(s, route{
		method: http.MethodPost, path: samplePath + "/children/{child}/replace", id: "replace-sampled-child", tag: tagAudits, summary: "Let the next child of the draw take the place of another",
		doc:  "The audit of the child ends, and that of the child who comes in begins, when they were given out. The note must not describe the child: what looks like a child's is refused.",
		rule: draw, conflicts: true,
	}, s.replaceSampledChild)
	add(s, route{
		method: http.MethodPost, path: samplePath + "/give", id: "give-audits", tag: tagAudits, summary: "Give the deep audits of a sample to people",
		doc:  "Each child goes to somebody who does not hold its case. Audits that were given already stay as they are. After a 503 of the type unconfirmed, send the same body with the same Idempotency-Key: each audit begins once.",
		rule: draw, conflicts: true,
	}, s.giveAudits)
}

// ofFocus is the input of an operation about one focus area of a visit.
type ofFocus struct {
	ID    string `path:"id" maxLength:"64"`
	Focus string `path:"focus" maxLength:"64" doc:"Code of the focus area, such as care_leavers."`
}

// sentToFocus is a command about one focus area of a visit.
type sentToFocus[B any] struct {
	ID    string `path:"id" maxLength:"64"`
	Focus string `path:"focus" maxLength:"64" doc:"Code of the focus area, such as care_leavers."`
	Body  body[B]
}

func (s *service) getSample(ctx context.Context, in *ofFocus) (*reply[readiness.SampleView], error) {
	return answer(s.Samples.SampleView(ctx, callOf(ctx).actor, in.ID, in.Focus))
}

func (s *service) drawSample(ctx context.Context, in *sentToFocus[readiness.DrawSample]) (*made[readiness.Sample], error) {
	drawn, err := s.Samples.DrawSample(ctx, in.ID, in.Focus, in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Sample]{Location: Prefix + "/visits/" + in.ID + "/focus-areas/" + in.Focus + "/sample", Body: drawn}, nil
}

// replacing is why a child leaves a sample.
type replacing struct {
	ID    string `path:"id" maxLength:"64"`
	Focus string `path:"focus" maxLength:"64" doc:"Code of the focus area, such as care_leavers."`
	Child string `path:"child" maxLength:"64" doc:"Which of the drawn children: Sightline's own id."`
	Body  body[keptReplaceChild]
}

type keptReplaceChild struct {
	readiness.ReplaceChild
	Keep string `json:"keep,omitempty" validate:"omitempty,eq=yes" doc:"That the note stays as it is, although it looks as if it named a child."`
}

func (s *service) replaceSampledChild(ctx context.Context, in *replacing) (*reply[readiness.SampleView], error) {
	c := in.Body.Value
	if err := keptAsSaid(c.Note, c.Keep); err != nil {
		return nil, err
	}
	if err := s.ReplaceSampled(ctx, in.ID, in.Focus, in.Child, c.ReplaceChild, asked(ctx)); err != nil {
		return nil, err
	}
	return answer(s.Samples.SampleView(ctx, callOf(ctx).actor, in.ID, in.Focus))
}

// givenOut is how many audits began.
type givenOut struct {
	Given int `json:"given"`
}

func (s *service) giveAudits(ctx context.Context, in *sentToFocus[readiness.GiveAudits]) (*reply[givenOut], error) {
	n, err := s.GiveOut(ctx, in.ID, in.Focus, in.Body.Value, asked(ctx))
	return answer(givenOut{n}, err)
}
