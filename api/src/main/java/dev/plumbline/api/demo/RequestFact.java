package dev.plumbline.api.demo;

/**
 * When a request to a language model came, and how large it was.
 *
 * @param offsetMillis time since the first request
 * @param tokensIn tokens read
 * @param tokensOut tokens written
 */
record RequestFact(long offsetMillis, long tokensIn, long tokensOut) {}
