package io.katsuo.mnist.cli;

import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.Session;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C in training, or SIGTERM: the step ends, a checkpoint is written, and the message says how to go on. */
final class Interruption {
    private static final int LONGEST_SECONDS = 30;

    private Interruption() {}

    /** Trains; does not return if the process is asked to end meanwhile. */
    static TrainingResult run(Trainer trainer, Session session, OutputDirectory out) {
        CountDownLatch saved = new CountDownLatch(1);
        session.cleanup(() -> {
            trainer.cancel();
            await(saved);
            out.discardIfEmpty();
        });
        TrainingResult result;
        try {
            result = trainer.run();
            if (!result.cancelled()) {
                session.cleanup(out::discardIfEmpty);
                return result;
            }
            Path checkpoint = out.file(RunFiles.CHECKPOINT);
            session.doing("training, after " + Messages.count(result.iterations(), "iteration") + "; "
                    + (Files.exists(checkpoint)
                            ? "go on with: katsuo train --resume " + checkpoint
                            : "no checkpoint was written"));
        } finally {
            saved.countDown();
        }
        // The process is ending; what would follow belongs to a run that is complete.
        await(new CountDownLatch(1));
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
