package io.roadgate.sensor.transport;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs one class of tests and prints a line for each: {@code ok NAME} or {@code FAIL NAME} and what was wrong. */
final class GuestMain implements TestExecutionListener {
    private GuestMain() {}

    public static void main(String[] classNames) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(classNames[0]))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        LauncherFactory.create().execute(request, new GuestMain());
        System.out.println("end");
        // A transport's thread that was left over must not keep the kernel up.
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean isBad = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || isBad) {
            System.out.println((isBad ? "FAIL " : "ok ") + test.getDisplayName().replace("()", ""));
        }
        result.getThrowable().ifPresent(problem -> problem.printStackTrace(System.out));
        System.out.flush();
    }
}
