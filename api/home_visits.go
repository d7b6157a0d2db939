package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagHomes = "Children’s homes"

// homes are the regulation 44 visits to children's homes. Homes, visitors and rules are kept on their pages alone.
func (s *service) homes() {
	see, run := may(readiness.SeeHomes), may(readiness.RunHomes)
	add(s, route{
		method: http.MethodGet, path: "/homes", id: "list-childrens-homes", tag: tagHomes, summary: "Children’s homes with a year of visits, what is missing first", rule: see,
		doc: "months has the present month and the twelve before it, newest first; visits and recommendations are those of that time, and every open recommendation.",
	}, s.listHomes)
	add(s, route{
		method: http.MethodGet, path: "/homes/{id}", id: "get-childrens-home", tag: tagHomes, summary: "One children’s home with a year of visits and what they recommended", rule: see,
	}, s.getChildrensHome)
	add(s, route{
		method: http.MethodGet, path: "/home-visitors", id: "list-home-visitors", tag: tagHomes, summary: "Who visits children’s homes, and what they declared", rule: see,
	}, s.listHomeVisitors)
	add(s, route{
		method: http.MethodPost, path: "/homes/{id}/visits", id: "add-home-visit", tag: tagHomes, summary: "Plan a visit to a children’s home, or record one that was made", rule: run, status: http.StatusCreated,
		doc: "A visitor who is not independent of the home is refused. Where something is asked about them, why must say why it is right all the same.",
	}, s.addHomeVisit)
	add(s, route{
		method: http.MethodGet, path: "/home-visits/{id}", id: "get-home-visit", tag: tagHomes, summary: "One visit to a children’s home, with its report", rule: see,
	}, s.getHomeVisit)
	add(s, route{
		method: http.MethodPut, path: "/home-visits/{id}", id: "change-home-visit", tag: tagHomes, summary: "Change a visit to a children’s home, or say that it was made", doc: "One that has a report stays as it is.", rule: run,
	}, s.changeHomeVisit)
	add(s, route{
		method: http.MethodPut, path: "/home-visits/{id}/report", id: "write-home-report", tag: tagHomes, summary: "Enter the report of a visit, or correct it", rule: run,
		doc: "standards must have each of the quality standards once, with text where one is not met. It can be corrected until a copy is sent. It names no child: what looks like a " +
			"child’s is refused until looks_like names it, which says that it is to be kept.",
	}, s.writeHomeReport)
	add(s, route{
		method: http.MethodPost, path: "/home-visits/{id}/recommendations", id: "add-home-recommendation", tag: tagHomes, summary: "Enter what the report of a visit recommends", rule: run,
		status: http.StatusCreated, doc: "It names no child; looks_like is as in a report.",
	}, s.addHomeRecommendation)
	add(s, route{
		method: http.MethodGet, path: "/home-recommendations/{id}", id: "get-home-recommendation", tag: tagHomes, summary: "One recommendation, and how it stands", rule: see,
		doc: "finding_id and actions are those of the improvement plan, once it has been put there.",
	}, s.getHomeRecommendation)
}

func (s *service) listHomes(ctx context.Context, _ *nothing) (*reply[rows[readiness.HomeRecord]], error) {
	return all(s.Homes.HomeRecords(ctx, callOf(ctx).actor))
}

func (s *service) getChildrensHome(ctx context.Context, in *byID) (*reply[readiness.HomeRecord], error) {
	return answer(s.Homes.HomeRecord(ctx, callOf(ctx).actor, in.ID))
}

func (s *service) listHomeVisitors(ctx context.Context, _ *nothing) (*reply[rows[readiness.HomeVisitor]], error) {
	return all(s.Homes.HomeVisitors(ctx, callOf(ctx).actor))
}

func (s *service) addHomeVisit(ctx context.Context, in *sentTo[readiness.SaveHomeVisit]) (*made[readiness.HomeVisit], error) {
	v, err := s.HomeVisits.SaveHomeVisit(ctx, in.ID, "", in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.HomeVisit]{Location: Prefix + "/home-visits/" + v.ID, Body: v}, nil
}

func (s *service) getHomeVisit(ctx context.Context, in *byID) (*reply[readiness.HomeVisit], error) {
	_, v, err := s.HomeVisits.HomeVisit(ctx, callOf(ctx).actor, in.ID)
	return answer(v, err)
}

func (s *service) changeHomeVisit(ctx context.Context, in *sentTo[readiness.SaveHomeVisit]) (*reply[readiness.HomeVisit], error) {
	record, _, err := s.HomeVisits.HomeVisit(ctx, callOf(ctx).actor, in.ID)
	if err != nil {
		return nil, err
	}
	return answer(s.HomeVisits.SaveHomeVisit(ctx, record.Home.ID, in.ID, in.Body.Value, asked(ctx)))
}

func (s *service) writeHomeReport(ctx context.Context, in *sentTo[readiness.WriteHomeReport]) (*nothing, error) {
	w := in.Body.Value
	var words []string
	for _, x := range w.Words() {
		words = append(words, x.Text)
	}
	seen, err := namedChild(strings.Join(words, "\n"), w.LooksLike)
	if err != nil {
		return nil, err
	}
	w.LooksLike = seen
	return &nothing{}, s.HomeVisits.WriteHomeReport(ctx, in.ID, w, asked(ctx))
}

func (s *service) addHomeRecommendation(ctx context.Context, in *sentTo[readiness.RecommendAtHome]) (*made[readiness.HomeRecommendation], error) {
	c := in.Body.Value
	seen, err := namedChild(c.Text, c.LooksLike)
	if err != nil {
		return nil, err
	}
	c.LooksLike = seen
	r, err := s.HomeVisits.RecommendAtHome(ctx, in.ID, c, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.HomeRecommendation]{Location: Prefix + "/home-recommendations/" + r.ID, Body: r}, nil
}

func (s *service) getHomeRecommendation(ctx context.Context, in *byID) (*reply[readiness.HomeRecommendation], error) {
	return answer(s.HomeVisits.HomeRecommendation(ctx, callOf(ctx).actor, in.ID))
}
