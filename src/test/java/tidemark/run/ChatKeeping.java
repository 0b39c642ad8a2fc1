package tidemark.run;

import tidemark.record.ServiceTimes;
import tidemark.target.ChatStore;
import tidemark.workload.ChatBook;

/**
 * What chats with the embedded backend have to do with the database beneath.
 *
 * @param store where the backend stores them
 * @param book what users know of them, for the audit
 * @param times told how long each took, and how much of it the store
 */
record ChatKeeping(ChatStore store, ChatBook book, ServiceTimes times) {}
