package api

import (
	"context"
	"mime"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagEvidence = "Evidence"

func (s *service) evidence() {
	work := may(readiness.WorkPlan)
	add(s, route{
		method: http.MethodGet, path: "/evidence", id: "list-evidence", tag: tagEvidence, summary: "Evidence in force, or other by filter, what it shows newest first", rule: work,
	}, s.listEvidence, asking[readiness.EvidenceQuery](s))
	add(s, route{
		method: http.MethodPost, path: "/evidence", id: "attach-evidence", tag: tagEvidence, summary: "Attach a piece of evidence to an action or to criteria, with its file when it has one",
		doc: "Send JSON, or the same fields as multipart/form-data with the file in the part file; there, criteria may come several times. It must name no child: what looks as if it did is refused until " +
			"keep says yes. Files are PDFs, pictures, texts, csv files and Office files without macros, by what stands in them.", rule: work, status: http.StatusCreated, form: true,
	}, s.attachEvidence)
	s.api.OpenAPI().Paths["/evidence"].Post.RequestBody = s.evidenceBody() // only now, or huma would read the body itself
	add(s, route{
		method: http.MethodGet, path: "/evidence/{id}", id: "get-evidence", tag: tagEvidence, summary: "One piece of evidence, and the actions and criteria that it belongs to", rule: work,
	}, s.getEvidence)
	add(s, route{
		method: http.MethodGet, path: "/evidence/{id}/file", id: "open-evidence", tag: tagEvidence, summary: "The file of a piece of evidence, as an attachment",
		doc: "Who opened it is kept. Its media type is what stood in it when it was attached.", rule: work,
	}, s.openEvidence, asFile)
	add(s, route{
		method: http.MethodPost, path: "/evidence/{id}/look", id: "review-evidence", tag: tagEvidence, summary: "Say that a piece of evidence was looked at again and still holds",
		doc: "For whoever attached it, and whoever may run_plan. It is to be looked at again by the day given.", rule: work,
	}, s.reviewEvidence)
	add(s, route{
		method: http.MethodPost, path: "/evidence/{id}/withdraw", id: "withdraw-evidence", tag: tagEvidence, summary: "Take a piece of evidence out of force",
		doc: "For whoever attached it, and whoever may run_plan. It stays readable, with the reason.", rule: work,
	}, s.withdrawEvidence)
}

func (s *service) listEvidence(ctx context.Context, in *query[readiness.EvidenceQuery]) (*listed[readiness.Evidence], error) {
	page, err := s.Evidence.Evidence(ctx, callOf(ctx).actor, in.Value)
	return paged(callOf(ctx), page, err)
}

func (s *service) getEvidence(ctx context.Context, in *byID) (*reply[readiness.Evidence], error) {
	return answer(s.Evidence.EvidenceItem(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) attachEvidence(ctx context.Context, in *uploaded) (*made[readiness.Evidence], error) {
	given, err := s.readEvidence(in.request)
	if err != nil {
		return nil, err
	}
	e, err := s.Evidence.AttachEvidence(ctx, given, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Evidence]{Location: Prefix + "/evidence/" + e.ID, Body: e}, nil
}

func (s *service) withdrawEvidence(ctx context.Context, in *sentTo[readiness.WithdrawEvidence]) (*nothing, error) {
	return &nothing{}, s.Evidence.WithdrawEvidence(ctx, in.ID, in.Body.Value, asked(ctx))
}

func (s *service) reviewEvidence(ctx context.Context, in *sentTo[readiness.ReviewEvidence]) (*nothing, error) {
	return &nothing{}, s.Evidence.ReviewEvidence(ctx, in.ID, in.Body.Value, asked(ctx))
}

// asFile documents an answer that is a file of any type.
func asFile(op *huma.Operation) {
	op.Responses["200"] = &huma.Response{Description: "The file.", Content: map[string]*huma.MediaType{"*/*": {}}}
}

// attachment is a file that is to be kept, never shown: what somebody uploaded must not run as a page of ours.
type attachment struct{ Body func(huma.Context) }

func (s *service) openEvidence(ctx context.Context, in *byID) (*attachment, error) {
	f, err := s.Evidence.OpenEvidence(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return &attachment{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
		ctx.SetHeader("Content-Length", strconv.Itoa(len(f.Body)))
		write(f.MediaType, f.Body)(ctx)
	}}, nil
}
