package activities

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Step names one event of a thing.
type Step struct {
	Subject  string `json:"subject,omitempty"`   // "review/…", "action/…"
	ReviewID string `json:"review_id,omitempty"` // of steps from before other things had events
	Seq      int    `json:"seq"`
}

func (s Step) subject() string {
	if s.Subject == "" {
		return "review/" + s.ReviewID
	}
	return s.Subject
}

// TellNow mails at once what an event asks people to act on.
func (a *Activities) TellNow(ctx context.Context, s Step) error {
	mails, err := a.Ledger.ActNow(ctx, s.subject(), s.Seq)
	if err != nil {
		return final(fmt.Errorf("list the mails of %s: %w", s.subject(), err))
	}
	for _, m := range mails {
		key := fmt.Sprintf("act-now/%s/%d/%s", strings.TrimPrefix(s.subject(), "review/"), s.Seq, m.PersonID)
		if _, err := a.deliver(ctx, "act now", key, m, actNowLetter(m, a.Address)); err != nil {
			return err
		}
	}
	return nil
}

// DigestDay is the day of a digest, and who asked for it.
type DigestDay struct {
	Day calendar.Date `json:"day"`
	By  string        `json:"by"` // person id; "clock", or "" from before people could ask
}

// byClock reports whether nobody asked for it.
func (d DigestDay) byClock() bool { return d.By == "" || d.By == readiness.Clock.PersonID }

// Recipients lists who gets a digest on a day; nobody on a quiet day, or one that is not worked.
type Recipients struct {
	PersonIDs []string `json:"person_ids"`
}

// ListDigests finds the people with something unmailed. Whoever asks for mails on a day without any is refused.
func (a *Activities) ListDigests(ctx context.Context, d DigestDay) (Recipients, error) {
	c, err := a.Ledger.Clockwork(ctx)
	if err != nil {
		return Recipients{}, final(err)
	}
	if why := c.Idle(readiness.DigestJob, d.Day); why != "" {
		if d.byClock() {
			return Recipients{}, nil
		}
		return Recipients{}, final(readiness.Errorf(readiness.Conflict, "%s is %s, so no morning mail goes out. What must be acted on at once is mailed all the same.", d.Day.Full(), why))
	}
	people, err := a.Ledger.Digests(ctx, d.Day)
	return Recipients{PersonIDs: people}, final(err)
}

// PersonalDigest is one person's digest of a day.
type PersonalDigest struct {
	Day      calendar.Date `json:"day"`
	PersonID string        `json:"person_id"`
}

// Mailed says whether a mail left just now: somebody who had theirs today gets no second one.
type Mailed struct {
	Sent bool `json:"sent"`
}

// SendDigest mails one person everything that waits for the digest: one mail a day, however often it is asked for.
func (a *Activities) SendDigest(ctx context.Context, d PersonalDigest) (Mailed, error) {
	m, err := a.Ledger.Digest(ctx, d.PersonID, d.Day)
	if err != nil {
		return Mailed{}, final(fmt.Errorf("gather a digest: %w", err))
	}
	if len(m.Notices) == 0 {
		return Mailed{}, nil
	}
	return a.deliver(ctx, "digest", fmt.Sprintf("digest/%s/%s", d.Day, d.PersonID), m, digestLetter(m, a.Address, d.Day))
}

// DigestDone is a digest's end, for the ledger.
type DigestDone struct {
	DigestDay
	Result readiness.DigestResult `json:"result"`
}

// KeepDigest keeps that a day's digests have gone out, and what they came to.
func (a *Activities) KeepDigest(ctx context.Context, d DigestDone) error {
	if d.byClock() {
		d.By = readiness.Clock.PersonID
	}
	d.Result.On = d.Day
	return final(a.Ledger.DigestDone(ctx, d.Result, d.By))
}

// deliver sends one letter unless its key is known, then keeps it. If it dies between the two, the next try sends it again under the same
// message id, which mail programs show once: two copies are possible there, a lost mail is not.
func (a *Activities) deliver(ctx context.Context, kind, key string, m readiness.Outgoing, l letter) (Mailed, error) {
	known, err := a.Ledger.MailKnown(ctx, key)
	if err != nil || known {
		return Mailed{}, final(err)
	}
	kept := readiness.SentMail{Key: key, Kind: kind, PersonID: m.PersonID, Address: m.Address, Subject: l.Subject, Text: l.Text, HTML: l.HTML}
	for _, n := range m.Notices {
		kept.Notices = append(kept.Notices, n.ID)
	}
	sent, err := a.Mail.Send(ctx, OutgoingMail{MessageID: messageID(key), To: m.Address, Name: m.Name, Subject: l.Subject, Text: l.Text, HTML: l.HTML, StopURL: a.stopURL(m)})
	if err != nil {
		if keepErr := a.Ledger.MailFailed(ctx, kept, err.Error()); keepErr != nil {
			return Mailed{}, keepErr // the ledger is away as well: try both again
		}
		return Mailed{}, final(fmt.Errorf("send a mail: %w", err))
	}
	if sent {
		kept.Sent = time.Now().UTC()
	}
	return Mailed{Sent: true}, final(a.Ledger.Mailed(ctx, kept))
}

// stopURL is the address with which a mail program turns the mails off for its reader (RFC 8058).
func (a *Activities) stopURL(m readiness.Outgoing) string {
	for _, s := range m.Stops {
		if s.Kind == readiness.EveryMail {
			return a.Address + stopPath + s.Secret
		}
	}
	return ""
}
