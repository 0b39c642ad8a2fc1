package tidemark.workload;

import tidemark.sql.SqlWork;

/** The five roles on one bank, as a run has them, for users that are not Gatling's. */
final class Staff {
  private final BankUnderTest bank;
  private final Inserter inserter;
  private final Transferrer transferrer;
  private final Reader reader;
  private final Checker checker;
  private final Deleter deleter;

  Staff(BankUnderTest bank, int accountsMax, LockOrder lockOrder) {
    this.bank = bank;
    inserter = new Inserter(bank.dialect(), bank.ledger(), accountsMax);
    transferrer = new Transferrer(bank.dialect(), bank.ledger(), lockOrder);
    reader = new Reader(bank.dialect());
    checker = new Checker(bank.dialect());
    deleter = new Deleter(bank.dialect(), bank.ledger());
  }

  /** What a user in this role does next. */
  SqlWork<?, ?> next(Role role, Teller user) {
    Turn turn = user.nextTurn();
    return switch (role) {
      case INSERTER -> inserter.work(turn, bank.accounts(BankUnderTest.BATCH));
      case TRANSFERRER -> transferrer.work(turn);
      case READER -> reader.work(turn);
      case CHECKER -> checker.work(turn);
      case DELETER -> deleter.work(turn);
    };
  }
}
