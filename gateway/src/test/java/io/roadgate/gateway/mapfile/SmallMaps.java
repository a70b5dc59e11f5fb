package io.roadgate.gateway.mapfile;

/** Small files of the formats of others, each with a little of everything. */
final class SmallMaps {
    static final String OPENDRIVE = """
            <?xml version="1.0"?>
            <OpenDRIVE>
              <header revMajor="1" revMinor="6"><geoReference><![CDATA[+proj=tmerc +lat_0=29.7 +lon_0=106.6 +k=1 +x_0=0 +y_0=0]]></geoReference></header>
              <road id="1" length="200" junction="-1" rule="RHT">
                <link><successor elementType="road" elementId="2" contactPoint="start"/></link>
                <planView><geometry s="0" x="0" y="0" hdg="1.5707963267948966" length="200"><line/></geometry></planView>
                <elevationProfile><elevation s="0" a="1" b="0.01" c="0" d="0"/></elevationProfile>
                <lanes>
                  <laneSection s="0">
                    <left><lane id="1" type="driving"><link><successor id="1"/></link><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></left>
                    <center><lane id="0" type="none"/></center>
                    <right>
                      <lane id="-1" type="driving"><link><successor id="-1"/></link><width sOffset="0" a="3.5" b="0" c="0" d="0"/><speed sOffset="0" max="60" unit="km/h"/></lane>
                      <lane id="-2" type="shoulder"><width sOffset="0" a="2" b="0" c="0" d="0"/></lane>
                    </right>
                  </laneSection>
                </lanes>
                <objects><tunnel s="50" length="100" id="t"/>
                  <object id="7" type="parkingSpace" s="20" t="-6" hdg="0" length="5" width="2.5"/></objects>
                <signals><signal s="198" t="-4" id="s1" dynamic="yes" orientation="+" type="1000001"/></signals>
              </road>
              <road id="2" length="157.07963267948966" junction="-1" rule="RHT">
                <link><predecessor elementType="road" elementId="1" contactPoint="end"/></link>
                <planView><geometry s="0" x="0" y="200" hdg="1.5707963267948966" length="157.07963267948966"><arc curvature="-0.01"/></geometry></planView>
                <elevationProfile><elevation s="0" a="3" b="0" c="0" d="0"/></elevationProfile>
                <lanes>
                  <laneSection s="0">
                    <left><lane id="1" type="driving"><link><predecessor id="1"/></link><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></left>
                    <right><lane id="-1" type="driving"><link><predecessor id="-1"/></link><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></right>
                  </laneSection>
                </lanes>
              </road>
              <controller id="c1"><control signalId="s1" type="0"/></controller>
            </OpenDRIVE>
            """;

    static final String SUMO = """
            <net version="1.16">
              <location netOffset="-648000.00,-3286000.00" convBoundary="0,0,1,1" origBoundary="0,0,1,1" projParameter="+proj=utm +zone=48 +ellps=WGS84 +datum=WGS84 +units=m +no_defs"/>
              <edge id=":J_0" function="internal"><lane id=":J_0_0" index="0" disallow="pedestrian" speed="13.89" length="20" shape="100.00,0.00 120.00,0.00"/></edge>
              <edge id=":J_c0" function="crossing"><lane id=":J_c0_0" index="0" allow="pedestrian" speed="1" length="8" width="4.00" shape="110.00,-6.00 110.00,6.00"/></edge>
              <edge id=":J_w0" function="walkingarea"><lane id=":J_w0_0" index="0" allow="pedestrian" speed="1" length="8" shape="110.00,6.00 112.00,6.00 112,8"/></edge>
              <edge id="in"><lane id="in_0" index="0" allow="pedestrian" speed="13.89" width="2" length="100" shape="0.00,-2.60 100.00,-2.60"/>
                <lane id="in_1" index="1" disallow="pedestrian" speed="13.89" width="3.20" length="100" shape="0.00,0.00 100.00,0.00"/>
                <lane id="in_2" index="2" disallow="pedestrian" speed="13.89" width="3.20" length="100" shape="0.00,3.20 100.00,3.20"/></edge>
              <edge id="out"><lane id="out_0" index="0" disallow="pedestrian" speed="8.33" length="80" shape="120.00,0.00 200.00,0.00"/></edge>
              <tlLogic id="J" type="static" programID="0" offset="0"><phase duration="30" state="Gr"/></tlLogic>
              <connection from="in" to="out" fromLane="1" toLane="0" via=":J_0_0" tl="J" linkIndex="0" dir="s" state="O"/>
              <connection from=":J_0" to="out" fromLane="0" toLane="0" dir="s" state="M"/>
            </net>
            """;

    private SmallMaps() {}

    static String of(String name) {
        return name.endsWith(".xodr") ? OPENDRIVE : SUMO;
    }
}
