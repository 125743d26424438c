"""Addresses of the office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ecot.web.office import accounts, entering, month, slips
from ecot.web.office.allocations import deeds as allocation_deeds
from ecot.web.office.allocations import views as allocations
from ecot.web.office.book import deeds as book_deeds
from ecot.web.office.book import views as book
from ecot.web.office.households import cards, deeds, importing, money, persons, views
from ecot.web.office.receipts import deeds as receipt_deeds
from ecot.web.office.receipts import views as receipts
from ecot.web.office.remittances import deeds as remittance_deeds
from ecot.web.office.remittances import views as remittances
from ecot.web.office.shops import deeds as shop_deeds
from ecot.web.office.shops import points
from ecot.web.office.shops import views as shops
from ecot.web.office.treasury import deeds as treasury_deeds
from ecot.web.office.treasury import grants, openings
from ecot.web.office.treasury import views as treasury

app_name = "office"

_household = [
    path("", views.one, name="household"),
    path("releve/", views.statement, name="household_statement"),
    path("joindre/", deeds.ChangeContact.as_view(), name="household_contact"),
    path("entree/", entering.LetHouseholdIn.as_view(), name="household_entry"),
    path("etat/", deeds.ChangeState.as_view(), name="household_state"),
    path("separer/", deeds.Separate.as_view(), name="household_separate"),
    path("reunir/", deeds.Merge.as_view(), name="household_merge"),
    path("personnes/ajouter/", persons.AddPerson.as_view(), name="person_add"),
    path(
        "personnes/<int:person_id>/corriger/",
        persons.CorrectPerson.as_view(),
        name="person_correct",
    ),
    path("personnes/<int:person_id>/depart/", persons.RemovePerson.as_view(), name="person_remove"),
    path(
        "personnes/<int:person_id>/participation/",
        persons.Participation.as_view(),
        name="person_participation",
    ),
    path("carte/", cards.IssueCard.as_view(), name="card_issue"),
    path("code/", cards.RenewCode.as_view(), name="code_renew"),
    path("cartes/<uuid:card_id>/perdue/", cards.CardLost.as_view(), name="card_lost"),
    path("cartes/<uuid:card_id>/bloquer/", cards.CardBlocked.as_view(), name="card_blocked"),
    path("part/", money.PledgeForHousehold.as_view(), name="household_pledge"),
    path("arrieres/", money.AnswerArrears.as_view(), name="arrears"),
    path("allouer/", money.AllocateOne.as_view(), name="allocate_one"),
    path("corriger-allocation/", money.CorrectAllocation.as_view(), name="correct_allocation"),
    path("recuperer/", allocation_deeds.Recover.as_view(), name="recover"),
    path("depart/", money.SettleLeaver.as_view(), name="settle"),
    path("passer/", money.MoveWallet.as_view(), name="move_wallet"),
]
_shop = [
    path("", shops.one, name="shop"),
    path("releve/<str:month>/", shops.statement, name="shop_statement"),
    path("releve/<str:month>/pdf/", shops.statement_paper, name="shop_statement_paper"),
    path("vente/", shops.dispute, name="dispute"),
    path("corriger/", shop_deeds.ChangeShop.as_view(), name="shop_change"),
    path("convention/", shop_deeds.Accredit.as_view(), name="accredit"),
    path("etat/", shop_deeds.ChangeShopState.as_view(), name="shop_state"),
    path("iban/", shop_deeds.RequestBankChange.as_view(), name="bank_request"),
    path(
        "iban/<int:bank_details_id>/confirmer/",
        shop_deeds.ConfirmBankChange.as_view(),
        name="bank_confirm",
    ),
    path(
        "iban/<int:bank_details_id>/arreter/",
        shop_deeds.StopBankChange.as_view(),
        name="bank_stop",
    ),
    path("points/ajouter/", points.OpenPoint.as_view(), name="point_open"),
    path("points/<uuid:point_id>/", shops.point, name="point"),
    path("points/<uuid:point_id>/corriger/", points.ChangePoint.as_view(), name="point_change"),
    path("points/<uuid:point_id>/entree/", entering.LetPointIn.as_view(), name="point_entry"),
    path("points/<uuid:point_id>/fermer/", points.ClosePoint.as_view(), name="point_close"),
]
_receipts = [
    path("", receipts.listing, name="receipts"),
    path("recevoir/", receipt_deeds.Receive.as_view(), name="receive"),
    path("non-identifiee/", receipt_deeds.ReceiveUnknown.as_view(), name="receive_unknown"),
    path("rendre/", receipt_deeds.GiveBack.as_view(), name="give_back"),
    path("reconnaitre/<int:unidentified_id>/", receipt_deeds.Match.as_view(), name="match"),
    path("appeler/", receipt_deeds.CallMonth.as_view(), name="call"),
    path("lettres/<str:month>/", receipts.call_letters, name="letters"),
    path("attendues/<str:month>/", receipts.waiting, name="waiting"),
    path("<uuid:receipt_id>/", receipts.one, name="receipt"),
    path("<uuid:receipt_id>/annuler/", receipt_deeds.UndoReceipt.as_view(), name="receipt_undo"),
    path("<uuid:receipt_id>/retour/", receipt_deeds.ReturnDebit.as_view(), name="receipt_return"),
]
_remittance = [
    path("", remittances.one, name="remittance"),
    path("oui/", remittance_deeds.Confirm.as_view(), name="remittance_confirm"),
    path("abandonner/", remittance_deeds.CallOff.as_view(), name="remittance_call_off"),
    path("executee/", remittance_deeds.RecordExecution.as_view(), name="remittance_executed"),
    path("fichier/", remittances.bank_file, name="remittance_file"),
    path("<int:line_id>/avis/", remittances.advice, name="remittance_advice"),
    path(
        "<int:line_id>/retour/", remittance_deeds.RecordReturn.as_view(), name="remittance_returned"
    ),
]
_treasury = [
    path("", treasury.positions_page, name="treasury"),
    path("comptes/ajouter/", treasury_deeds.OpenAccount.as_view(), name="account_open"),
    path("comptes/<slug:slug>/solde/", treasury_deeds.TypeBalance.as_view(), name="type_balance"),
    path("comptes/<slug:slug>/compter/", treasury_deeds.CountCash.as_view(), name="count_cash"),
    path("especes/", treasury_deeds.BankCash.as_view(), name="bank_cash"),
    path("depense/", treasury_deeds.PayCost.as_view(), name="cost"),
    path("don/", treasury_deeds.ReceiveIncome.as_view(), name="income"),
    path("subventions/signer/", grants.SignGrant.as_view(), name="grant_sign"),
    path("subventions/<uuid:grant_id>/", treasury.grant, name="grant"),
    path(
        "subventions/<uuid:grant_id>/recevoir/",
        grants.ReceiveInstalment.as_view(),
        name="grant_receive",
    ),
    path(
        "subventions/<uuid:grant_id>/utiliser/", grants.ChargeGrant.as_view(), name="grant_charge"
    ),
    path("subventions/<uuid:grant_id>/rendre/", grants.GiveGrantBack.as_view(), name="grant_back"),
    path("reprise/", openings.PrepareOpening.as_view(), name="opening_prepare"),
    path("reprise/<int:opening_id>/", treasury.opening, name="opening"),
    path("reprise/<int:opening_id>/signer/", openings.SignOpening.as_view(), name="opening_sign"),
    path("reprise/<int:opening_id>/inscrire/", openings.PostOpening.as_view(), name="opening_post"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", month.month, name="month"),
    path("mois/<str:month>/cloture/", month.closing, name="month_closing"),
    path("mois/<str:month>/cloture/pdf/", month.closing_pdf_file, name="month_closing_paper"),
    path("mois/<str:month>/cloturer/", month.CloseMonth.as_view(), name="month_close"),
    path("allocation/<str:month>/", allocations.one, name="allocation"),
    path(
        "allocation/<str:month>/ouvrir/",
        allocation_deeds.OpenAllocation.as_view(),
        name="allocation_open",
    ),
    path(
        "allocation/<str:month>/reprendre/",
        allocation_deeds.UndoAllocation.as_view(),
        name="allocation_undo",
    ),
    path("foyers/", views.listing, name="households"),
    path("foyers/inscrire/", deeds.Register.as_view(), name="register"),
    path("foyers/importer/", importing.preview, name="import"),
    path("foyers/importer/modele/", importing.model, name="import_model"),
    path("foyers/importer/ecrire/", importing.CommitImport.as_view(), name="import_commit"),
    path("foyers/exporter/", importing.Export.as_view(), name="export"),
    path("foyers/<uuid:household_id>/", include(_household)),
    path("recettes/", include(_receipts)),
    path("commerces/", shops.listing, name="shops"),
    path("commerces/inscrire/", shop_deeds.Apply.as_view(), name="shop_apply"),
    path("commerces/<uuid:shop_id>/", include(_shop)),
    path("remboursements/", remittances.listing, name="remittances"),
    path("remboursements/preparer/", remittance_deeds.Prepare.as_view(), name="remittance_prepare"),
    path("remboursements/<uuid:remittance_id>/", include(_remittance)),
    path("tresorerie/", include(_treasury)),
    path("livre/", book.journal, name="book"),
    path("livre/<int:entry_id>/", book.one, name="entry"),
    path("livre/<int:entry_id>/annuler/", book_deeds.ReverseEntry.as_view(), name="entry_reverse"),
    path("livre/<int:entry_id>/rendre/", book_deeds.RefundSale.as_view(), name="sale_refund"),
    path("controle/", book.check, name="check"),
    path("bons/", slips.Slips.as_view(), name="slips"),
    path("bons/saisir/", slips.TypeSlip.as_view(), name="slip"),
    path("bons/<int:sheet_id>/", slips.sheet, name="sheet"),
    path("comptes/", accounts.listing, name="accounts"),
    path("comptes/donner/", accounts.GiveRole.as_view(), name="give_role"),
    path(
        "comptes/roles/<int:appointment_id>/retirer/", accounts.EndRole.as_view(), name="end_role"
    ),
    path(
        "comptes/<int:user_id>/sessions/", accounts.CloseSessions.as_view(), name="close_sessions"
    ),
]
