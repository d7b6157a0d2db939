package activities

import (
	"context"
	"fmt"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Step names one event of a review.
type Step struct {
	ReviewID string `json:"review_id"`
	Seq      int    `json:"seq"`
}

// TellNow mails at once what an event asks people to act on.
func (a *Activities) TellNow(ctx context.Context, s Step) error {
	mails, err := a.Ledger.ActNow(ctx, s.ReviewID, s.Seq)
	if err != nil {
		return final(fmt.Errorf("list the mails of review %s: %w", s.ReviewID, err))
	}
	for _, m := range mails {
		key := fmt.Sprintf("act-now/%s/%d/%s", s.ReviewID, s.Seq, m.PersonID)
		if err := a.deliver(ctx, "act now", key, m, actNowLetter(m, a.Address)); err != nil {
			return err
		}
	}
	return nil
}

// DigestDay is the day of a digest.
type DigestDay struct {
	Day calendar.Date `json:"day"`
}

// Recipients lists who gets a digest on a day; nobody on a day that is not worked.
type Recipients struct {
	PersonIDs []string `json:"person_ids"`
}

// ListDigests finds the people with something unmailed.
func (a *Activities) ListDigests(ctx context.Context, d DigestDay) (Recipients, error) {
	works, err := a.Ledger.WorkingDay(ctx, d.Day)
	if err != nil || !works {
		return Recipients{}, err
	}
	people, err := a.Ledger.Digests(ctx, d.Day)
	return Recipients{PersonIDs: people}, final(err)
}

// PersonalDigest is one person's digest of a day.
type PersonalDigest struct {
	Day      calendar.Date `json:"day"`
	PersonID string        `json:"person_id"`
}

// SendDigest mails one person everything that waits for the digest: one mail a day, however often it is asked for.
func (a *Activities) SendDigest(ctx context.Context, d PersonalDigest) error {
	m, err := a.Ledger.Digest(ctx, d.PersonID, d.Day)
	if err != nil {
		return final(fmt.Errorf("gather a digest: %w", err))
	}
	if len(m.Notices) == 0 {
		return nil
	}
	return a.deliver(ctx, "digest", fmt.Sprintf("digest/%s/%s", d.Day, d.PersonID), m, digestLetter(m, a.Address, d.Day))
}

// KeepDigest keeps that a day's digests have gone out.
func (a *Activities) KeepDigest(ctx context.Context, d DigestDay) error {
	return final(a.Ledger.DigestDone(ctx, d.Day))
}

// deliver sends one letter unless its key is known, then keeps it. If it dies between the two, the next try sends it again under the same
// message id, which mail programs show once: two copies are possible there, a lost mail is not.
func (a *Activities) deliver(ctx context.Context, kind, key string, m readiness.Outgoing, l letter) error {
	known, err := a.Ledger.MailKnown(ctx, key)
	if err != nil || known {
		return final(err)
	}
	kept := readiness.SentMail{Key: key, Kind: kind, PersonID: m.PersonID, Address: m.Address, Subject: l.Subject, Text: l.Text, HTML: l.HTML}
	for _, n := range m.Notices {
		kept.Notices = append(kept.Notices, n.ID)
	}
	sent, err := a.Mail.Send(ctx, OutgoingMail{MessageID: messageID(key), To: m.Address, Name: m.Name, Subject: l.Subject, Text: l.Text, HTML: l.HTML})
	if err != nil {
		if keepErr := a.Ledger.MailFailed(ctx, kept, err.Error()); keepErr != nil {
			return keepErr // the ledger is away as well: try both again
		}
		return final(fmt.Errorf("send a mail: %w", err))
	}
	if sent {
		kept.Sent = time.Now().UTC()
	}
	return final(a.Ledger.Mailed(ctx, kept))
}
