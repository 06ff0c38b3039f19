// Which domains may not register: providers of throw-away mailboxes, known to everybody, and what the operator denies. Pure.

/** The best known; the operator adds others at the desk. Subdomains count too. */
const disposable = new Set(
  `0-mail.com 10minutemail.com 10minutemail.net 1secmail.com 1secmail.net 1secmail.org 20minutemail.com 33mail.com
anonaddy.me anonbox.net armyspy.com binkmail.com bobmail.info burnermail.io byom.de chacuo.net cock.li correotemporal.org
crazymailing.com cuvox.de dayrep.com deadaddress.com despam.it discard.email discardmail.com discardmail.de disbox.net
dispostable.com dropmail.me einrot.com emailfake.com emailondeck.com emailtemporanea.net emltmp.com ephemail.net
fakeinbox.com fakemail.net fakemailgenerator.com fleckens.hu generator.email getairmail.com getnada.com gishpuppy.com
grr.la guerrillamail.biz guerrillamail.com guerrillamail.de guerrillamail.info guerrillamail.net guerrillamail.org
guerrillamailblock.com gustr.com harakirimail.com inboxbear.com inboxkitten.com incognitomail.com jetable.org jourrapide.com
kasmail.com linshiyouxiang.net luxusmail.org mail-temp.com mail-temporaire.fr mail.tm mailcatch.com maildrop.cc
mailexpire.com mailinator.com mailinator.net mailinator2.com mailnesia.com mailnull.com mailpoof.com mailsac.com
mailtemp.net mailtothis.com meltmail.com minuteinbox.com mintemail.com mohmal.com moakt.cc moakt.com mt2015.com
mvrht.com mytemp.email mytrashmail.com nada.email nowmymail.com one-time.email owlymail.com rhyta.com rootfest.net
sharklasers.com shieldemail.com smailpro.com sogetthis.com spam4.me spambog.com spambox.us spamex.com spamfree24.org
spamgourmet.com spamherelots.com superrito.com suremail.info teleworm.us temp-mail.io temp-mail.org temp-mail.ru
tempail.com tempemail.co tempinbox.com tempmail.com tempmail.dev tempmail.net tempmail.plus tempmailaddress.com
tempmailo.com tempr.email throwawaymail.com tmail.ws tmailor.com tmpmail.net tmpmail.org trash-mail.com trashmail.com
trashmail.de trashmail.me trashmail.net trashmail.ws trbvm.com vomoto.com wegwerfemail.de wegwerfmail.de wegwerfmail.net
yopmail.com yopmail.fr yopmail.net zetmail.com`.split(/\s+/),
)

/** `canonical` has its host in lower-case ASCII. */
export function isDeniedDomain(canonical: string, deniedByOperator: readonly string[]): boolean {
  const labels = canonical.slice(canonical.lastIndexOf('@') + 1).split('.')
  const own = new Set(deniedByOperator)
  return labels.some((_, index) => {
    const domain = labels.slice(index).join('.')
    return disposable.has(domain) || own.has(domain)
  })
}
