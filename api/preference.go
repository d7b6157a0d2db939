package api

import (
	"context"
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

func (s *service) preferences() {
	see := may(readiness.SeeCases)
	add(s, route{
		method: http.MethodGet, path: "/me/mails", id: "list-mail-kinds", tag: tagAccount, summary: "Every kind of mail, and whether you want it",
		doc: "Kinds that are fixed cannot be turned off: a review would stand still without its reader.", rule: anybody(),
	}, s.mailChoices)
	add(s, route{
		method: http.MethodPut, path: "/me/mails", id: "choose-mails", tag: tagAccount, summary: "Choose which mails you get",
		doc: "Name every kind that is wanted, of those that are not fixed; an empty list turns all of them off. What is turned off still stands on pages.", rule: anybody(),
	}, s.chooseMails)
	add(s, route{
		method: http.MethodDelete, path: "/me/mails/links", id: "end-mail-links", tag: tagAccount, summary: "End the links in your old mails that turn mails off",
		doc: "The next mail has new ones.", rule: anybody(),
	}, s.endMailLinks)
	add(s, route{
		method: http.MethodGet, path: "/me/calendar", id: "get-calendar-address", tag: tagAccount, summary: "When your calendar address was made and last read",
		doc: "It is made on the page “Your account” only, and shown once: a token cannot make secrets.", rule: see,
	}, s.calendarAddress)
	add(s, route{
		method: http.MethodDelete, path: "/me/calendar", id: "end-calendar-address", tag: tagAccount, summary: "End your calendar address", rule: anybody(),
	}, s.endCalendarAddress)
}

func (s *service) mailChoices(ctx context.Context, _ *nothing) (*reply[rows[readiness.MailChoice]], error) {
	return all(s.Mailing.MailChoices(ctx, callOf(ctx).actor.PersonID))
}

// wantedMails is readiness.ChooseMails of a machine, which must say that it wants none: a body without the field is a slip.
type wantedMails struct {
	Kinds []string `json:"kinds" validate:"required,max=20,dive,oneof=second_look proposed returned assigned reminder approaching information"`
}

func (s *service) chooseMails(ctx context.Context, in *sent[wantedMails]) (*reply[rows[readiness.MailChoice]], error) {
	if err := s.Mailing.ChooseMails(ctx, readiness.ChooseMails{Kinds: in.Body.Value.Kinds}, asked(ctx)); err != nil {
		return nil, err
	}
	return s.mailChoices(ctx, nil)
}

func (s *service) endMailLinks(ctx context.Context, _ *nothing) (*nothing, error) {
	return &nothing{}, s.Mailing.EndMailStops(ctx, asked(ctx))
}

func (s *service) calendarAddress(ctx context.Context, _ *nothing) (*reply[readiness.Feed], error) {
	return answer(s.Feeds.Feed(ctx, callOf(ctx).actor.PersonID))
}

func (s *service) endCalendarAddress(ctx context.Context, _ *nothing) (*nothing, error) {
	return &nothing{}, s.Feeds.EndFeed(ctx, asked(ctx))
}
