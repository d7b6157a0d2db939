package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

const tagPeople = "People"

func (s *service) people() {
	see := ownOr("id", readiness.ManagePeople, readiness.ManageDeputies)
	manage := may(readiness.ManagePeople)
	cover := ownOr("id", readiness.ManageDeputies)
	add(s, route{method: http.MethodGet, path: "/people", id: "list-people", tag: tagPeople, summary: "Everybody with an account", rule: may(readiness.ManagePeople, readiness.ManageDeputies)}, s.listPeople)
	add(s, route{method: http.MethodPost, path: "/people", id: "make-person", tag: tagPeople, summary: "Make an account", rule: manage, status: http.StatusCreated}, s.makePerson)
	add(s, route{method: http.MethodGet, path: "/people/{id}", id: "get-person", tag: tagPeople, summary: "One person with posts and deputies", rule: see}, s.getPerson)
	add(s, route{method: http.MethodPut, path: "/people/{id}", id: "save-person", tag: tagPeople, summary: "Change or block an account", rule: manage}, s.savePerson)
	add(s, route{method: http.MethodPost, path: "/people/{id}/posts", id: "add-post", tag: tagPeople, summary: "Give a person a post from a day", rule: manage, status: http.StatusCreated}, s.addPost)
	add(s, route{method: http.MethodPost, path: "/people/{id}/posts/{part_id}/end", id: "end-post", tag: tagPeople, summary: "End a post on a day, which is its last", rule: manage}, s.endPost)
	add(s, route{
		method: http.MethodPost, path: "/people/{id}/deputies", id: "add-deputy", tag: tagPeople, summary: "Let somebody cover for a person between two days", rule: cover, status: http.StatusCreated,
	}, s.addDeputy)
	add(s, route{method: http.MethodDelete, path: "/people/{id}/deputies/{part_id}", id: "end-deputy", tag: tagPeople, summary: "End a deputy's cover", rule: cover}, s.endDeputy)
	add(s, route{
		method: http.MethodPost, path: "/people/{id}/sign-in-links", id: "make-sign-in-link", tag: tagPeople, summary: "Make a one-time link to choose a password",
		doc: "Shown once, valid for 3 days; it ends any earlier link.", rule: manage, status: http.StatusCreated, secret: true,
	}, s.signInLink)
	add(s, route{
		method: http.MethodDelete, path: "/people/{id}/sessions", id: "end-sessions", tag: tagPeople, summary: "Sign a person out everywhere", rule: ownOr("id", readiness.ManagePeople),
	}, s.endSessions)
}

func (s *service) listPeople(ctx context.Context, _ *nothing) (*reply[rows[readiness.Person]], error) {
	return all(s.People.People(ctx))
}

func (s *service) getPerson(ctx context.Context, in *byID) (*reply[readiness.Person], error) {
	return answer(s.People.Person(ctx, in.ID))
}

func (s *service) makePerson(ctx context.Context, in *sent[readiness.SavePerson]) (*made[readiness.Person], error) {
	p, err := s.People.SavePerson(ctx, "", in.Body.Value, asked(ctx))
	if err != nil {
		return nil, err
	}
	return &made[readiness.Person]{Location: Prefix + "/people/" + p.ID, Body: p}, nil
}

func (s *service) savePerson(ctx context.Context, in *sentTo[readiness.SavePerson]) (*reply[readiness.Person], error) {
	return answer(s.People.SavePerson(ctx, in.ID, in.Body.Value, asked(ctx)))
}

func (s *service) addPost(ctx context.Context, in *sentTo[readiness.AddPost]) (*reply[readiness.Post], error) {
	return answer(s.People.AddPost(ctx, in.ID, in.Body.Value, asked(ctx)))
}

// partOf is one post or deputy of a person.
type partOf struct {
	ID     string `path:"id" maxLength:"64"`
	PartID string `path:"part_id" maxLength:"64" doc:"Id of the post or of the deputy's cover."`
}

type sentToPart[B any] struct {
	ID     string `path:"id" maxLength:"64"`
	PartID string `path:"part_id" maxLength:"64" doc:"Id of the post."`
	Body   body[B]
}

func (s *service) endPost(ctx context.Context, in *sentToPart[readiness.EndPost]) (*nothing, error) {
	return &nothing{}, s.People.EndPost(ctx, in.ID, in.PartID, in.Body.Value, asked(ctx))
}

func (s *service) addDeputy(ctx context.Context, in *sentTo[readiness.AddDeputy]) (*reply[readiness.Deputy], error) {
	return answer(s.People.AddDeputy(ctx, in.ID, in.Body.Value, asked(ctx)))
}

func (s *service) endDeputy(ctx context.Context, in *partOf) (*nothing, error) {
	return &nothing{}, s.People.EndDeputy(ctx, in.ID, in.PartID, asked(ctx))
}

// signInLink is where a person chooses a password.
type signInLink struct {
	Path string `json:"path" doc:"Put the service's own address before it and hand it to the person."`
}

func (s *service) signInLink(ctx context.Context, in *byID) (*reply[signInLink], error) {
	text, err := s.People.NewSignInLink(ctx, in.ID, asked(ctx))
	return answer(signInLink{Path: "/welcome/" + text}, err)
}

// ended counts the sessions that ended.
type ended struct {
	Ended int `json:"ended"`
}

func (s *service) endSessions(ctx context.Context, in *byID) (*reply[ended], error) {
	n, err := s.People.EndSessions(ctx, in.ID, asked(ctx))
	return answer(ended{Ended: n}, err)
}
