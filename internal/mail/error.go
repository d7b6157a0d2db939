package mail

import (
	"errors"
	"net/textproto"

	gomail "github.com/wneessen/go-mail"
)

// An Error is why a message did not leave.
type Error struct {
	Permanent bool // the server will not take this message, however often it is asked
	Code      int  // the server's answer, such as 550; 0 when it did not answer
	Err       error
}

// Error returns what the library or the server said. It may hold an address: keep it out of histories.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Permanent reports whether err says that another try cannot help.
func Permanent(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Permanent
}

// refusal reads the server's answer: 5xx is final (RFC 5321, 4.2.1); everything else, a lost connection included, is worth another try. A refused
// sign-in or sender is the configuration's fault, not the message's, so it counts as temporary: the message waits until that is mended.
func refusal(err error) *Error {
	e := &Error{Err: err}
	var sent *gomail.SendError
	if errors.As(err, &sent) {
		e.Code = sent.ErrorCode()
		e.Permanent = e.Code >= 500 && aboutMessage(sent.Reason)
		return e
	}
	var answer *textproto.Error
	if errors.As(err, &answer) {
		e.Code = answer.Code
	}
	return e
}

// aboutMessage tells the answers to recipient and content from those to the connection.
func aboutMessage(r gomail.SendErrReason) bool {
	switch r {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrWriteContent,
		gomail.ErrGetSender, gomail.ErrGetRcpts, gomail.ErrNoUnencoded:
		return true
	}
	return false
}
