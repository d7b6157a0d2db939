package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// MailKind is one kind of notice as the page "Your mails" offers it.
type MailKind struct {
	Kind  NoticeKind `json:"kind"`
	Title string     `json:"title"`
	About string     `json:"about"` // when such a mail comes, one sentence
	Fixed bool       `json:"fixed"` // cannot be turned off
}

// MailKinds lists every kind of notice: first what must be decided, then what is due, then what is for information; mails keep this order.
// What somebody else waits for cannot be turned off (our choice): nobody would act on an escalation before its reader does, and a submitted
// review would stand still without its signature, and a claim without its check.
var MailKinds = []MailKind{
	{Escalated, "Decide", "A case review or an improvement action reached you because nobody acted in time. This mail comes at once.", true},
	{Called, "Act now", "Ofsted have rung, and you have a part in it. This mail comes at once.", true},
	{Concern, "A child", "Somebody is worried about a child, and it is yours to act today. This mail comes at once and says nothing about the child.", true},
	{Today, "Today", "Inspectors who are on site asked for something that is yours to answer or to look at today, or the call is rehearsed and you have a part in it. This mail comes at once.", true},
	{SignOffAsked, "Sign off", "A case review has been submitted and waits for your signature.", true},
	{VerifyAsked, "Check", "An improvement action was said done, or is re-tested, and waits for your check.", true},
	{SecondLookAt, "Look again", "A signed-off case review was drawn for your second look.", false},
	{Proposed, "Agree", "Somebody proposed an improvement action, and it waits for you to agree it.", false},
	{Returned, "Came back to you", "Somebody sent a case review or an improvement action back to you with what is missing.", false},
	{Assigned, "Yours now", "A case review opened that you own, or a review or an improvement action was given to you.", false},
	{Reminder, "Due soon or late", "A case review or an improvement action comes near its due date, or has passed it, or evidence is to be looked at again.", false},
	{Approaching, "Nearly long-open", "A case of your team will soon have been open for so long that it needs a review.", false},
	{Informed, "For information", "Something changed about your reviews or actions; there is nothing to do.", false},
}

// MayStop reports whether mails of this kind can be turned off. A kind that is not on the list cannot.
func (k NoticeKind) MayStop() bool {
	for _, m := range MailKinds {
		if m.Kind == k {
			return !m.Fixed
		}
	}
	return false
}

// EveryMail stands for all kinds that can be turned off, in the link that a mail program offers beside the sender.
const EveryMail NoticeKind = "all"

// Stops lists the kinds that a link about this kind turns off.
func (k NoticeKind) Stops() []NoticeKind {
	var kinds []NoticeKind
	for _, m := range MailKinds {
		if !m.Fixed && (k == EveryMail || k == m.Kind) {
			kinds = append(kinds, m.Kind)
		}
	}
	return kinds
}

// ChooseMails says which mails a person wants, of those that can be turned off. What is not named is turned off.
type ChooseMails struct {
	Kinds []string `json:"kinds" validate:"max=20,dive,oneof=second_look proposed returned assigned reminder approaching information"`
}

// MailChoice is one kind and whether the person is mailed about it.
type MailChoice struct {
	MailKind
	Wanted bool `json:"wanted"`
}

// MailChoices puts what somebody turned off beside the list of all kinds.
func MailChoices(off []NoticeKind) []MailChoice {
	choices := make([]MailChoice, 0, len(MailKinds))
	for _, k := range MailKinds {
		wanted := true
		for _, o := range off {
			wanted = wanted && (k.Fixed || o != k.Kind)
		}
		choices = append(choices, MailChoice{k, wanted})
	}
	return choices
}

// StopLink is the secret with which mails of one kind can be turned off without signing in.
type StopLink struct {
	Kind   NoticeKind `json:"kind"` // or EveryMail
	Secret string     `json:"secret"`
}

// Preferences keep which mails each person wants.
type Preferences interface {
	MailChoices(ctx context.Context, personID string) ([]MailChoice, error)
	ChooseMails(ctx context.Context, c ChooseMails, asked Asked) error
	MailStop(ctx context.Context, secret string) (NoticeKind, error)  // the kind that a mail's link turns off; NotFound when it no longer works
	StopMails(ctx context.Context, secret string) (NoticeKind, error) // turns it off; again changes nothing
	EndMailStops(ctx context.Context, asked Asked) error              // the links in the asker's old mails stop working; later mails have new ones
}

// Feed is a person's calendar address as its owner sees it. The address itself is shown only once.
type Feed struct {
	Made     time.Time     `json:"made,omitzero"`      // zero when the person has none
	LastRead calendar.Date `json:"last_read,omitzero"` // zero when no calendar has asked yet
}

// FeedView is what stands in one person's calendar. Nothing in it names a person, a case or a child.
type FeedView struct {
	FeedID  string      `json:"feed_id"`
	Changed time.Time   `json:"changed"` // when anything in it last changed
	Entries []FeedEntry `json:"entries"`
}

// FeedEntry is one day's entry.
type FeedEntry struct {
	UID      string        `json:"uid"`
	On       calendar.Date `json:"on"`
	Title    string        `json:"title"`
	Path     string        `json:"path"`     // of the page, which asks to sign in
	Sequence int           `json:"sequence"` // grows with every change
	Changed  time.Time     `json:"changed"`
	Over     bool          `json:"over"` // no longer to be done: shown struck through
}

// Feeds keep the calendars that people's calendar programs read.
type Feeds interface {
	Feed(ctx context.Context, personID string) (Feed, error)
	NewFeed(ctx context.Context, asked Asked) (secret string, err error) // ends the one before
	EndFeed(ctx context.Context, asked Asked) error
	FeedEntries(ctx context.Context, secret string) (FeedView, error) // NotFound when the address does not work
}
