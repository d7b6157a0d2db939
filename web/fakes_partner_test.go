package web_test

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

type partners struct{}

func (partners) AskPartner(context.Context, readiness.AskPartner, readiness.Asked) (readiness.PartnerRequest, string, error) {
	return readiness.PartnerRequest{}, "", errNone
}

func (partners) PartnerLink(context.Context, string, readiness.Asked) (string, error) {
	return "", errNone
}

func (partners) PartnerRequests(context.Context, readiness.Actor, readiness.PartnerQuery) ([]readiness.PartnerRequest, error) {
	return nil, nil
}

func (partners) PartnerRequest(context.Context, readiness.Actor, string) (readiness.PartnerRequest, error) {
	return readiness.PartnerRequest{}, errNone
}

func (partners) WithdrawPartner(context.Context, string, readiness.WithdrawPartner, readiness.Asked) error {
	return errNone
}

func (partners) WeighPartner(context.Context, string, readiness.WeighPartner, readiness.Asked) error {
	return errNone
}

func (partners) JudgePartner(context.Context, string, readiness.JudgePartner, readiness.Asked) error {
	return errNone
}

func (partners) PartnerForm(context.Context, string) (readiness.PartnerForm, error) {
	return readiness.PartnerForm{}, errNone
}

func (partners) AnswerPartner(context.Context, string, readiness.AnswerPartner, string) error {
	return errNone
}
