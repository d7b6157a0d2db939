package api_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

const partnerID = "0198a000-0000-7000-8000-0000000000a7"

// partners of the test house are one question that was answered.
type partners struct {
	asked    readiness.AskPartner
	judged   readiness.JudgePartner
	weighed  readiness.WeighPartner
	withdrew string
}

func (*partners) request() readiness.PartnerRequest {
	return readiness.PartnerRequest{
		ID: partnerID, Partner: "police", Whom: "Anyshire Police", Criteria: []string{"HP11"}, Question: "What do you see?", Until: calendar.DateOf(now).AddDays(20), AskerID: person(readiness.TeamManager), Asked: calendar.DateOf(now),
		Answer:   &readiness.PartnerAnswer{Number: 1, Working: "Days.", Sure: "very", Name: "A. Officer", Organisation: "Anyshire Police", At: now, EvidenceID: pieceID, Bears: readiness.Unweighed},
		Verdicts: []readiness.PartnerVerdict{},
	}
}

func (p *partners) AskPartner(_ context.Context, a readiness.AskPartner, _ readiness.Asked) (readiness.PartnerRequest, string, error) {
	p.asked = a
	return p.request(), "first", a.Check(calendar.DateOf(now))
}

func (p *partners) PartnerLink(context.Context, string, readiness.Asked) (string, error) {
	return "second", nil
}

func (p *partners) PartnerRequests(context.Context, readiness.Actor, readiness.PartnerQuery) ([]readiness.PartnerRequest, error) {
	return []readiness.PartnerRequest{p.request()}, nil
}

func (p *partners) PartnerRequest(_ context.Context, _ readiness.Actor, id string) (readiness.PartnerRequest, error) {
	if id != partnerID {
		return readiness.PartnerRequest{}, readiness.Errorf(readiness.NotFound, "There is no such question to a partner.")
	}
	return p.request(), nil
}

func (p *partners) WithdrawPartner(_ context.Context, _ string, w readiness.WithdrawPartner, _ readiness.Asked) error {
	p.withdrew = w.Reason
	return nil
}

func (p *partners) WeighPartner(_ context.Context, _ string, w readiness.WeighPartner, _ readiness.Asked) error {
	p.weighed = w
	return p.request().Current(w.Answer)
}

func (p *partners) JudgePartner(_ context.Context, _ string, j readiness.JudgePartner, asked readiness.Asked) error {
	p.judged = j
	return p.request().MayJudge(asked.By)
}

func TestPartners(t *testing.T) {
	t.Parallel()
	d, kept := newHouse(t).deps(), &partners{}
	d.Partners = kept
	h := open(t, d)
	ask := func(role readiness.Role, method, path string, body any) got {
		return h.do(request(role, method, path, body))
	}
	question := map[string]any{"partner": "police", "whom": "Anyshire Police", "criteria": []string{"HP11"}, "question": "What of NHS 943 476 5919?", "until": "2027-03-26"}
	p := ask(readiness.TeamManager, "POST", "/partners", question).wants(http.StatusUnprocessableEntity, "invalid").problem()
	if p.Errors[0].Location != "body.looks_like" || strings.Contains(p.Detail, "943") {
		t.Errorf("a child in it: %+v", p)
	}
	question["looks_like"] = []string{papers.NHSNumber}
	made := read[struct {
		Request readiness.PartnerRequest `json:"request"`
		Secret  string                   `json:"secret"`
	}](ask(readiness.TeamManager, "POST", "/partners", question).wants(http.StatusCreated, ""))
	if made.Request.ID != partnerID || made.Secret != "first" || !slices.Equal(kept.asked.LooksLike, []string{papers.NHSNumber}) {
		t.Errorf("asked %+v, got %+v", kept.asked, made)
	}
	question["until"] = "2027-12-01"
	ask(readiness.TeamManager, "POST", "/partners", question).wants(http.StatusUnprocessableEntity, "invalid")
	question["criteria"] = []string{}
	ask(readiness.TeamManager, "POST", "/partners", question).wants(http.StatusUnprocessableEntity, "invalid")
	ask(readiness.ElectedMember, "GET", "/partners", nil).wants(http.StatusForbidden, "forbidden")
	ask(readiness.TeamManager, "GET", "/partners?state=answered", nil).wants(http.StatusOK, "")
	ask(readiness.TeamManager, "GET", "/partners?state=lost", nil).wants(http.StatusUnprocessableEntity, "invalid")
	ask(readiness.TeamManager, "GET", "/partners/"+partnerID, nil).wants(http.StatusOK, "")
	ask(readiness.TeamManager, "GET", "/partners/"+otherID, nil).wants(http.StatusNotFound, "not-found")
	ask(readiness.TeamManager, "POST", "/partners/"+partnerID+"/link", nil).wants(http.StatusCreated, "")
	ask(readiness.TeamManager, "POST", "/partners/"+partnerID+"/weigh", map[string]any{"answer": 1, "bears": "noise"}).wants(http.StatusUnprocessableEntity, "invalid")
	ask(readiness.TeamManager, "POST", "/partners/"+partnerID+"/weigh", map[string]any{"answer": 2, "bears": "supports"}).wants(http.StatusConflict, "conflict")
	ask(readiness.TeamManager, "POST", "/partners/"+partnerID+"/weigh", map[string]any{"answer": 1, "bears": "supports"}).wants(http.StatusNoContent, "")
	verdict := map[string]any{"answer": 1, "verdict": "noise", "why": "One night."}
	ask(readiness.TeamManager, "POST", "/partners/"+partnerID+"/judge", verdict).wants(http.StatusForbidden, "forbidden")
	ask(readiness.AreaHead, "POST", "/partners/"+partnerID+"/judge", verdict).wants(http.StatusForbidden, "forbidden") // it is about the whole council
	ask(readiness.AssistantDirector, "POST", "/partners/"+partnerID+"/judge", verdict).wants(http.StatusNoContent, "")
	ask(readiness.TeamManager, "POST", "/partners/"+partnerID+"/withdraw", map[string]any{"reason": "Asked twice."}).wants(http.StatusNoContent, "")
	if kept.weighed.Bears != readiness.Supports || kept.judged.Why != "One night." || kept.withdrew != "Asked twice." {
		t.Errorf("kept %+v", kept)
	}
}
